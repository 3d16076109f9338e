/** Keys of partition p share the hash tag `{p}`, so that one script may write them all. */
export const partitionKeys = (partition: number) => ({
  generation: `{${partition}}:generation`,
  position: `{${partition}}:position`,
  customers: `{${partition}}:customers`,
  /** Followed by a page's number. */
  outbox: `{${partition}}:outbox:`,
  state: (customer: string): string => `{${partition}}:state:${customer}`,
})
