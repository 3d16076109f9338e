export { decodeState, encodeState } from './state/codec.ts'
export { DAYS_KEPT, emptyState, OBLIGATIONS_MAX, SETTLEMENTS_MAX } from './state/shape.ts'
export type { CustomerState } from './state/shape.ts'
