/** What people say to a case. Only what is approved may send. */
export type Fate = 'approved' | 'undone' | 'rejected' | 'half-approved' | 'untouched'
