-- Up Migration

-- Each sealed case follows the one before it: `hash` is over number, hash before and hash of the text
-- (`domain/seal-chain.ts`).
alter table case_archive
  add column number bigint,
  add column before_hash text,
  add column hash text;

-- What is sealed already is chained in the order in which it was sealed.
do $$
declare
  sealed record;
  last_number bigint := 0;
  last_hash text := repeat('0', 64);
begin
  for sealed in select case_id, sha256 from case_archive order by sealed_at, case_id loop
    last_number := last_number + 1;
    update case_archive
      set number = last_number,
          before_hash = last_hash,
          hash = encode(sha256(convert_to(
            format('{"before":"%s","number":%s,"sha256":"%s"}', last_hash, last_number, sealed.sha256), 'UTF8')), 'hex')
      where case_id = sealed.case_id
      returning hash into last_hash;
  end loop;
end $$;

alter table case_archive
  alter column number set not null,
  alter column before_hash set not null,
  alter column hash set not null,
  add unique (number),
  add unique (before_hash);

create trigger case_archive_insert_only before update or delete or truncate on case_archive
  for each statement execute function refuse_change();
