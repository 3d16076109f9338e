-- Up Migration

-- Who is to be forgotten, by the hash of the token: what still arrives of them is not kept again. Bank time.
create table erasures (
  customer_sha256 text primary key,
  erased_at timestamptz not null
);
