//! `docs/schema.md` matches the catalogue of a migrated database, table by table.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail loudly")]

use std::iter::repeat;

use sqlx::PgPool;
use sqlx::postgres::types::Oid;
use testkit::TestDatabase;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema.md");

const OPENING: &str = "# Schema

Rendered from the catalogue of a migrated database by a test; change it with a migration, not here.

Each table has its columns, its constraints, the indexes that belong to no constraint, its policies, and what is granted to
roles that do not own it. A policy without a check of its own checks what it uses. The job queue's tables are its library's
and not here.
";

const TABLES: &str = "
    select c.oid, c.oid::regclass::text, obj_description(c.oid, 'pg_class')
    from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and c.relkind in ('r', 'p')
      and c.relname <> '_sqlx_migrations'
    order by c.relname";

const COLUMNS: &str = r"
    select format('| `%s` | %s%s | %s |', a.attname, format_type(a.atttypid, a.atttypmod),
      case when not a.attnotnull then ' or null' end,
      case when a.attidentity <> '' then 'identity' when a.attgenerated <> '' then 'always ' else '' end
        || coalesce('`' || replace(pg_get_expr(d.adbin, d.adrelid, true), '|', '\|') || '`', ''))
    from pg_attribute a
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped
    order by a.attnum";

const CONSTRAINTS: &str = "
    select format('- %s `%s`: `%s`', kind.words, k.conname,
      regexp_replace(pg_get_constraintdef(k.oid, true), '^' || upper(kind.words) || ' ', ''))
    from pg_constraint k
    join (values
      (1, 'p', 'primary key'), (2, 'u', 'unique'), (3, 'x', 'exclude'), (4, 'f', 'foreign key'), (5, 'c', 'check')
    ) kind (place, letter, words) on kind.letter = k.contype
    where k.conrelid = $1
    order by kind.place, k.conname";

const INDEXES: &str = r"
    select format('- %s `%s`: `%s`', case when i.indisunique then 'unique index' else 'index' end, c.relname,
      regexp_replace(pg_get_indexdef(c.oid, 0, true), '^CREATE (UNIQUE )?INDEX \S+ ON \S+ USING (btree )?', ''))
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = $1
      and not exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
    order by c.relname";

const ROW_LEVEL_SECURITY: &str = "
    select '- row-level security: ' || case
      when not relrowsecurity then 'off'
      when not relforcerowsecurity then 'on, but not for the owner'
      else 'forced' end
    from pg_class where oid = $1";

const POLICIES: &str = "
    select format('- policy `%s`%s for %s to %s%s%s', p.polname, case when not p.polpermissive then ' as restrictive' end,
      command.words, roles.words, ' using `' || uses || '`',
      case when checks is distinct from uses then ' with check `' || checks || '`' end)
    from pg_policy p
    join pg_class c on c.oid = p.polrelid
    join (values ('*', 'all'), ('r', 'select'), ('a', 'insert'), ('w', 'update'), ('d', 'delete'))
      command (letter, words) on command.letter = p.polcmd
    cross join pg_get_expr(p.polqual, p.polrelid, true) uses
    cross join pg_get_expr(p.polwithcheck, p.polrelid, true) checks
    cross join lateral (
      select string_agg(
        case role when 0 then 'everybody' when c.relowner then 'the owner' else '`' || role::regrole || '`' end,
        ', ' order by role::regrole::text collate \"C\") as words
      from unnest(p.polroles) role
    ) roles
    where p.polrelid = $1
    order by p.polname";

const GRANTS: &str = "
    with granted as (
      select acl.grantee, acl.privilege_type, null::name as column_name, null::int as place
      from pg_class c, aclexplode(c.relacl) acl
      where c.oid = $1 and acl.grantee <> c.relowner
      union all
      select acl.grantee, acl.privilege_type, a.attname, a.attnum from pg_attribute a, aclexplode(a.attacl) acl
      where a.attrelid = $1 and not a.attisdropped
    ), privileges as (
      select grantee, array_position(array['SELECT', 'INSERT', 'UPDATE', 'DELETE'], privilege_type) as place,
        lower(privilege_type) || coalesce(' (' || string_agg(column_name, ', ' order by place) || ')', '') as words
      from granted group by grantee, privilege_type, column_name is null
    )
    select format('- granted to %s: %s', case grantee when 0 then 'everybody' else '`' || grantee::regrole || '`' end,
      string_agg(words, ', ' order by place, words collate \"C\"))
    from privileges group by grantee order by grantee::regrole::text collate \"C\"";

#[tokio::test]
async fn the_page_of_the_schema_says_what_the_catalogue_says() {
    let database = TestDatabase::new().await;
    let schema = schema_markdown(&database.owner).await;
    if std::option_env!("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(PAGE, schema).unwrap();
        return;
    }
    let page = std::fs::read_to_string(PAGE).unwrap_or_default();
    let differs = first_difference(&page, &schema);
    assert_eq!(differs, None, "docs/schema.md is stale: UPDATE_SNAPSHOTS=1 script/test rust schema:: writes it again");
}

/// The first line of the page that differs from the catalogue, and the catalogue's line.
fn first_difference<'a>(page: &'a str, schema: &'a str) -> Option<(&'a str, &'a str)> {
    let end = || repeat("(the end)");
    let lines = page.lines().count().max(schema.lines().count());
    page.lines().chain(end()).zip(schema.lines().chain(end())).take(lines).find(|(written, said)| written != said)
}

async fn schema_markdown(owner: &PgPool) -> String {
    let tables: Vec<(Oid, String, Option<String>)> = sqlx::query_as(TABLES).fetch_all(owner).await.unwrap();
    let mut page = OPENING.to_owned();
    for (table, name, comment) in tables {
        let comment = comment.map(|words| words + "\n\n").unwrap_or_default();
        page += &["\n## ", &name, "\n\n", &comment, "| column | type | default |\n|---|---|---|\n"].concat();
        page += &lines(owner, COLUMNS, table).await;
        page += "\n";
        for part in [CONSTRAINTS, INDEXES, ROW_LEVEL_SECURITY, POLICIES, GRANTS] {
            page += &lines(owner, part, table).await;
        }
    }
    page
}

/// The lines that one query gives for a table.
async fn lines(owner: &PgPool, sql: &'static str, table: Oid) -> String {
    let said: Vec<String> = sqlx::query_scalar(sql).bind(table).fetch_all(owner).await.unwrap();
    said.iter().map(|line| short(line) + "\n").collect()
}

/// On one line, without the parts that Postgres adds by itself.
fn short(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("'::text[]", "'").replace("'::text", "'").replace("timestamp with time zone", "timestamptz")
}
