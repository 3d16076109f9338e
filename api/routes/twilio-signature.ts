import type { Request } from 'express'
import { ServiceError } from '../../domain/errors.ts'
import { isTwilioSignature } from '../../stores/twilio/signature.ts'
import type { Deps } from '../deps.ts'

/** @throws ServiceError forbidden | signature: the callback is not the phone network's */
export function checkSignature(
  { settings }: Pick<Deps, 'settings'>,
  request: Request,
  params: Record<string, string>,
): void {
  const isTheirs = isTwilioSignature({
    authToken: settings.twilioAuthToken,
    signature: request.get('x-twilio-signature') ?? '',
    url: new URL(request.originalUrl, settings.publicUrl).href,
    params,
  })
  if (!isTheirs)
    throw new ServiceError('forbidden', 'signature', 'The callback is not signed by the phone network')
}
