import { isHeldOut } from '../../policies/hold-out.ts'
import { loadPack } from '../../policies/pack.ts'

/** Whether the instance's draw holds a customer out of a MEDIUM case. */
export function openDraw(environment: Record<string, string>): (customer: string) => boolean {
  const pack = loadPack('in')
  const key = Buffer.from(environment['EQUILIBRATE_EXPERIMENT_KEY'] ?? '', 'base64')
  const unremarkable = { level: 'MEDIUM', isDeclared: false, isVulnerable: false, isComplaining: false } as const
  return (customer) => isHeldOut(pack, key, { customer, ...unremarkable })
}
