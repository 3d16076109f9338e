import { inboxInHindi } from './hindi/inbox.ts'
import { pagesInHindi } from './hindi/pages.ts'

/** The page in Hindi, by the English sentence. What is not here is shown in English. */
export const hindi: Readonly<Record<string, string>> = { ...inboxInHindi, ...pagesInHindi }
