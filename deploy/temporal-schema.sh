#!/bin/sh
# Brings Temporal's two databases to the schema of this image's release. Quick when they are there already.
set -eu
tool() {
  temporal-sql-tool --plugin postgres12 --ep postgres --port 5432 --user "$SQL_USER" "$@"
}
for store in temporal visibility; do
  database=temporal
  [ "$store" = visibility ] && database=temporal_visibility
  tool --db "$database" create
  tool --db "$database" setup-schema -v 0.0 2>/dev/null || echo "$database has a schema; updating it"
  tool --db "$database" update-schema -d "/etc/temporal/schema/postgresql/v12/$store/versioned"
done
