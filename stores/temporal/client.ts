import { Client, Connection } from '@temporalio/client'
import { ServiceError } from '../../domain/errors.ts'

export type Temporal = {
  client: Client
  connection: Connection
  namespace: string
  close: () => Promise<void>
}

/** Connects to `TEMPORAL_ADDRESS`. @throws ServiceError unavailable | temporal */
export async function connectTemporal(options: { address: string; namespace: string }): Promise<Temporal> {
  const { address, namespace } = options
  const connection = await Connection.connect({ address }).catch(() => {
    throw new ServiceError('unavailable', 'temporal', `Temporal does not answer at ${address}.`)
  })
  const client = new Client({ connection, namespace })
  return { client, connection, namespace, close: () => connection.close() }
}
