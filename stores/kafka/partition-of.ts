import { Partitioners } from 'kafkajs'

const choose = Partitioners.DefaultPartitioner()

/** The partition that records of a key go to, as every producer of ours decides it. */
export const partitionOf = (key: string, partitions: number): number =>
  choose({
    topic: '',
    partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({
      ...{ partitionId, leader: 0, partitionErrorCode: 0 },
      ...{ replicas: [], isr: [] },
    })),
    message: { key, value: null },
  })
