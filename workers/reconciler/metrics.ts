import { Counter, type Registry } from 'prom-client'
import { repairs, type Repair } from './repair.ts'

/** How often ledger and Temporal disagreed, by what was done; every kind is there from the start, at zero. */
export function openReconcilerMetrics(registry: Registry): (repair: Repair) => void {
  const counter = new Counter({
    name: 'equilibrate_case_repairs_total',
    help: 'Cases of which the ledger or the inbox and Temporal disagreed, by the repair',
    labelNames: ['repair'],
    registers: [registry],
  })
  for (const repair of repairs) counter.inc({ repair }, 0)
  return (repair) => counter.inc({ repair })
}
