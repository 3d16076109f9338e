export { decodeState, encodeState } from './state/codec.ts'
export { allDays } from './state/past.ts'
export { DAYS_KEPT, emptyState, OBLIGATIONS_MAX, SETTLEMENTS_MAX } from './state/shape.ts'
export type { CustomerState } from './state/shape.ts'
