/** Keys of partition p share the hash tag `{p}`, so that one script may write them all. */
export const partitionKeys = (partition: number) => ({
  generation: `{${partition}}:generation`,
  offset: `{${partition}}:offset`,
  tick: `{${partition}}:tick`,
  customers: `{${partition}}:customers`,
  counts: `{${partition}}:counts`,
  outbox: `{${partition}}:outbox`,
  state: (customer: string): string => `{${partition}}:state:${customer}`,
})
