import { column, rate, type ColumnRecipe } from './column.ts'
import { readInto, type Raw, type RawRow } from './raw.ts'
import type { Scope } from './scope.ts'

/** Somebody who comes back with the same matter within so many days had not been helped. */
const AGAIN_WITHIN = '14 days'

const COUNTS = ['contacts_settled', 'contacts_quiet', 'contacts_solved', 'resolutions', 'csats']
const FIGURES = ['resolution_hours', 'csat_sum']

/**
 * How the service dealt with people. Two contacts are of one matter when their topic is the same and nothing says that they are about
 * different orders. A contact is settled once 14 days have gone by; quiet, if the matter did not come up again in them; solved, if it was
 * also reported as resolved in them (a report need not name the order).
 */
export async function readContacts(raw: Raw, scope: Scope): Promise<void> {
  const { tx, asOf, log } = scope
  await readInto(raw, scope, tx<RawRow[]>`
    with told as (
      select p.person_id, e.occurred_at, e.event_id, e.name, coalesce(e.properties ->> 'topic', '') topic, e.order_id, e.score::numeric score
      from ${log('events')} where e.name in ('Contact Opened', 'Contact Resolved') or e.name = 'Survey Answered' and e.score_kind = 'csat'),
    later as (
      select o.event_id, bool_or(n.name = 'Contact Opened' and (n.occurred_at, n.event_id) > (o.occurred_at, o.event_id)) again,
        min(n.occurred_at) filter (where n.name = 'Contact Resolved') - o.occurred_at took
      from told o join told n on n.person_id = o.person_id and n.topic = o.topic and (n.order_id = o.order_id) is not false
        and n.occurred_at between o.occurred_at and o.occurred_at + ${AGAIN_WITHIN}::interval and n.name <> 'Survey Answered'
      where o.name = 'Contact Opened' group by o.event_id, o.occurred_at),
    helped as (
      select person_id, count(*) filter (where settled) settled, count(*) filter (where settled and not again) quiet, count(*) filter (where settled and not again and took is not null) solved,
        count(took) resolutions, sum(extract(epoch from took)) / 3600 hours
      from (select person_id, occurred_at <= ${asOf}::timestamptz - ${AGAIN_WITHIN}::interval as settled, again, took from told join later using (event_id)) o group by person_id),
    felt as (select person_id, count(*) csats, sum(score) score from told where name = 'Survey Answered' group by person_id)
    select person_id, coalesce(settled, 0)::float8 contacts_settled, coalesce(quiet, 0)::float8 contacts_quiet, coalesce(solved, 0)::float8 contacts_solved,
      coalesce(resolutions, 0)::float8 resolutions, hours::float8 resolution_hours, coalesce(csats, 0)::float8 csats, score::float8 csat_sum
    from helped full join felt using (person_id)`, COUNTS, FIGURES)
}

/** A shop that never reports a contact as resolved is judged by whether people come back. */
export function contactColumns(reportsResolved: boolean): ColumnRecipe[] {
  return [
    column('experience', 'first_contact_resolution', 'share', 'all', ['Beim ersten Mal geklärt', 'settled at first contact'],
      [`Anteil der Anfragen, nach denen dieselbe Sache binnen 14 Tagen nicht wiederkam${reportsResolved ? ' und die als geklärt gemeldet wurden' : ''}`,
        `Share of contacts whose matter did not come up again within 14 days${reportsResolved ? ' and that were reported as resolved' : ''}`], rate(reportsResolved ? 'contacts_solved' : 'contacts_quiet', 'contacts_settled', 2)),
    column('experience', 'resolution_hours', 'hours', 'all', ['Stunden bis zur Klärung', 'hours until resolved'], ['Mittlere Zeit von einer Anfrage bis zu ihrer Klärung', 'Mean time from a contact to its resolution'], rate('resolution_hours', 'resolutions', 1), true),
    column('experience', 'csat_mean', 'score', 'all', ['Zufriedenheit mit dem Dienst', 'satisfaction with the service'], ['Mittlere Antwort auf die Frage nach der Zufriedenheit, auf der Skala der Umfrage', 'Mean answer to "how satisfied are you", on the scale of the survey'], rate('csat_sum', 'csats', 1)),
  ]
}
