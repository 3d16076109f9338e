import {
  ageEdge,
  avoidedEdges,
  blocks,
  capEdges,
  clock,
  conversationEdge,
  passes,
  waits,
  windowEdges,
} from './edges.ts'
import { withText, type GateExample } from './gate-example.ts'

const KOLKATA = 'Asia/Kolkata'
const LONDON = 'Europe/London'
const NEW_YORK = 'America/New_York'
const BERLIN = 'Europe/Berlin'
const voice = { channel: 'voice' } as const

/** The regulator's hours lie around the bank's own: at their edges the other rule speaks. */
const india: GateExample[] = [
  ...clock(
    'in.contact-window opens at 08:00',
    ['08:00', KOLKATA],
    [waits('in.contact-window'), waits('in.contact-window-bank'), waits('in.contact-window-bank')],
  ),
  ...clock(
    'in.contact-window closes at 19:00',
    ['19:00', KOLKATA],
    [waits('in.contact-window-bank'), waits('in.contact-window'), waits('in.contact-window')],
  ),
  ...windowEdges('in.contact-window-bank', KOLKATA, '09:00', '18:30'),
  ...conversationEdge('in.whatsapp-template', 24),
]

const kingdom: GateExample[] = [
  ...windowEdges('uk.contact-window-bank', LONDON, '09:00', '18:30'),
  ...conversationEdge('uk.whatsapp-template', 24),
  ...ageEdge(
    'uk.conversation-pause',
    { count: 1, days: 7, kind: 'conversation', channel: 'voice' },
    { also: voice },
  ),
]

const states: GateExample[] = [
  ...windowEdges('us.contact-window', NEW_YORK, '08:00', '21:00'),
  ...clock(
    'us.contact-window in every zone opens at 13:00 in New York',
    ['13:00', NEW_YORK],
    [waits('us.contact-window'), passes, passes],
    { zone: null },
  ),
  // The other cap on calls is narrower, and speaks as soon as this one is open.
  ...ageEdge(
    'us.calls-seven',
    { count: 7, days: 7, kind: 'call', channel: 'voice' },
    { then: waits('us.calls-massachusetts'), also: voice },
  ),
  ...ageEdge(
    'us.calls-massachusetts',
    { count: 2, days: 7, kind: 'call', channel: 'voice' },
    { also: voice },
  ),
  ...ageEdge(
    'us.conversation-pause',
    { count: 1, days: 7, kind: 'conversation', channel: 'voice' },
    { also: voice },
  ),
]

const union: GateExample[] = [
  ...windowEdges('eu.contact-window-bank', BERLIN, '09:00', '18:30'),
  ...clock(
    'eu.referral holds from 20 November 2026',
    ['00:00', BERLIN, '2026-11-20'],
    [waits('eu.contact-window-bank'), blocks('eu.referral'), blocks('eu.referral')],
    withText((text) => text.replaceAll(/(free|independent) (and independent )?advice/gi, 'Call')),
  ),
]

const zones = { in: KOLKATA, uk: LONDON, us: NEW_YORK, eu: BERLIN } as const
const own = { in: india, uk: kingdom, us: states, eu: union } as const

/** A minute before, at and a minute after each edge of time that a pack has. */
export const edgeExamples = (id: keyof typeof zones): readonly GateExample[] => [
  ...own[id],
  ...avoidedEdges(`${id}.avoid-hours`, zones[id]),
  ...capEdges(id),
]
