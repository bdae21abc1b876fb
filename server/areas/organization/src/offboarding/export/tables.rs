//! The tables of an export: found in the catalogue, so that future tables are included.

use server_core::Result;
use server_core::db::TenantTx;
use sqlx::AssertSqlSafe;

/// One table to export.
pub(super) struct Table {
    pub name: String,
    sql: String,
}

impl Table {
    /// Its rows as JSON, one text a row.
    pub fn query(&self) -> AssertSqlSafe<String> {
        AssertSqlSafe(self.sql.clone())
    }
}

/// Every table that the tenant's role may read, without the columns that hold hashes and keys: those grant access here
/// and are of no use elsewhere. The names come quoted from the catalogue.
pub(super) async fn all(tx: &mut TenantTx) -> Result<Vec<Table>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        r"select c.relname::text,
             format('select to_jsonb(row)::text from (select %s from public.%I) as row',
               string_agg(format('%I', a.attname), ', ' order by a.attnum), c.relname)
           from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
             and (c.relname in ('organizations', 'users') or exists (
               select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped))
             and has_column_privilege(c.oid, a.attnum, 'select')
             and a.atttypid <> 'bytea'::regtype
             and a.attname !~ '(secret|password|ciphertext|encrypted|_hash$)'
           group by c.relname order by c.relname",
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|(name, sql)| Table { name, sql }).collect())
}
