-- A small core-banking database, as a bank might have it: with names, phones and narrations that must never leave it.
create schema core_banking;

create table core_banking.customers (
  customer_id char(12) primary key,
  full_name text not null,
  phone text not null,
  email text not null,
  postal_address text not null,
  birth_year integer,
  region text,
  employment text,
  monthly_income numeric(14, 2),
  currency char(3) not null default 'INR',
  salary_day integer,
  version integer not null default 1,
  updated_at timestamptz not null
);
create table core_banking.accounts (
  account_id text primary key,
  -- The bank's own accounts have none.
  customer_id char(12),
  opened_at timestamptz not null
);
create table core_banking.transactions (
  transaction_id text primary key,
  account_id text not null,
  booked_at timestamptz not null,
  amount numeric(14, 2) not null,
  currency char(3) not null default 'INR',
  channel text not null,
  category text not null,
  narration text not null,
  counterparty text,
  balance numeric(14, 2) not null,
  status text not null default 'POSTED'
);
create table core_banking.instalments (
  instalment_id text primary key,
  account_id text not null,
  loan_no text not null,
  known_at timestamptz not null,
  due_date date not null,
  amount numeric(14, 2) not null,
  outstanding numeric(14, 2) not null,
  currency char(3) not null default 'INR',
  version integer not null default 1
);
create table core_banking.payments (
  payment_id text primary key,
  account_id text not null,
  instalment_id text not null,
  paid_at timestamptz not null,
  amount numeric(14, 2) not null,
  status text not null default 'PAID'
);

-- Fills the tables with `days` days of `people` customers that end at `as_of`; the same arguments give the same rows.
create function core_banking.seed(people integer, days integer, as_of timestamptz) returns void language sql as $$
  insert into core_banking.customers
  select 'CB' || lpad(n::text, 8, '0'), 'Person Number' || n || ' Example', '+9199' || lpad(n::text, 8, '0'),
    'person' || n || '@bank.example', n || ' Sample Street', 1960 + n % 40, 'R' || n % 5,
    (array['SAL', 'SELF', 'PENS', 'GIG'])[1 + n % 4], 30000 + 1000 * (n % 50), 'INR', 1 + n % 28, 1,
    as_of - make_interval(days => days)
  from generate_series(1, people) n;

  insert into core_banking.accounts
  select 'IN00BANK' || lpad(n::text, 10, '0'), 'CB' || lpad(n::text, 8, '0'), as_of - make_interval(days => days)
  from generate_series(1, people) n;

  -- The day of each customer: a salary once a month, else a purchase, or cash.
  insert into core_banking.transactions
  select 'T' || n || '-' || d, 'IN00BANK' || lpad(n::text, 10, '0'),
    as_of - make_interval(days => days - d, hours => n % 9, mins => 1),
    case when d % 30 = n % 28 then 30000 + 1000 * (n % 50) else -(200 + (n * 7 + d * 13) % 900) end, 'INR',
    case when d % 30 = n % 28 then 'NEFT' when d % 6 = 0 then 'ATM' when d % 2 = 0 then 'UPI' else 'POS' end,
    case when d % 30 = n % 28 then 'salary' when d % 6 = 0 then 'cash' else (array['groceries', 'electricity', 'restaurant', 'pharmacy'])[1 + (n + d) % 4] end,
    'Paid by Person Number' || n || ' Example', 'Counterparty ' || d, 20000 + (n * 31 + d * 17) % 30000, 'POSTED'
  from generate_series(1, people) n, generate_series(1, days) d;

  insert into core_banking.instalments
  select 'EMI-' || n || '-' || m, 'IN00BANK' || lpad(n::text, 10, '0'), 'LN-' || n,
    as_of - make_interval(days => days - 1), (as_of + make_interval(days => 30 * m - days + 20))::date,
    5000 + 100 * (n % 40), 200000 - 5000 * m, 'INR', 1
  from generate_series(1, people) n, generate_series(1, greatest(1, days / 30 + 1)) m;

  insert into core_banking.payments
  select 'PAY-' || instalment_id, account_id, instalment_id, due_date + interval '6 hours', amount, 'PAID'
  from core_banking.instalments where due_date + interval '6 hours' < as_of;
$$;
