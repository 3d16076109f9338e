import { ServiceError } from '../../domain/errors.ts'
import type { Queryable } from './database.ts'

export const SAVED_VIEWS_MAX = 20

/** A queue with its filters under a name: the query of the page's address, never a search for a person. */
export type SavedView = { name: string; query: string }

export async function savedViewsOf(db: Queryable, actorId: string): Promise<SavedView[]> {
  const { rows } = await db.query<SavedView>(
    'select name, query from saved_views where actor_id = $1 order by created_at, name',
    [actorId],
  )
  return rows
}

/** @throws ServiceError refused where there are SAVED_VIEWS_MAX already */
export async function saveView(db: Queryable, actorId: string, view: SavedView): Promise<void> {
  const others = (await savedViewsOf(db, actorId)).filter(({ name }) => name !== view.name)
  if (others.length >= SAVED_VIEWS_MAX)
    throw new ServiceError('refused', 'too-many-views', `There are ${SAVED_VIEWS_MAX} views already`, {
      fix: 'remove one first',
    })
  await db.query(
    `insert into saved_views (actor_id, name, query) values ($1, $2, $3)
     on conflict (actor_id, name) do update set query = excluded.query`,
    [actorId, view.name, view.query],
  )
}

export async function removeView(db: Queryable, actorId: string, name: string): Promise<void> {
  await db.query('delete from saved_views where actor_id = $1 and name = $2', [actorId, name])
}
