import { addDays, type LocalDate } from '../../domain/calendar.ts'

/** Paid a few days before it is due. */
export const paymentDate = (dueDate: LocalDate): LocalDate => addDays(dueDate, -3)
