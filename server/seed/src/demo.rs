//! The demo that a first start seeds: one operator, and two organisations with an owner and two members each. The areas
//! fill in everything beyond the people, each its own part.

use domain::accounts::Secret;
use domain::members::MemberTier;
use domain::values::OrganizationName;
use domain::{Role, Standing};
use identity_area::{Founding, NewPerson, add_membership, add_person, found_organization, hash_password};
use server_core::area::Demo;
use server_core::db::IdentityTx;
use server_core::{Backend, Caller, Origin, Result, Via};

/// The one password of every demo sign-in. It is printed wherever it is seeded and is no secret.
const PASSWORD: &str = "demo-soloos-2026";
const OPERATOR: (&str, &str) = ("god@demo.example", "Gwen Operator");
const ORGANIZATIONS: [Organization; 2] = [
    Organization {
        key: "bright",
        name: "Bright Coaching",
        people: [
            ("owner@bright.example", "Olivia Bright", Role::Owner),
            ("mia@bright.example", "Mia Keller", Role::Member),
            ("noah@bright.example", "Noah Brandt", Role::Member),
        ],
    },
    Organization {
        key: "northwind",
        name: "Northwind Agency",
        people: [
            ("owner@northwind.example", "Oscar Lindqvist", Role::Owner),
            ("ada@northwind.example", "Ada Nyberg", Role::Admin),
            ("leo@northwind.example", "Leo Fischer", Role::Member),
        ],
    },
];

struct Organization {
    key: &'static str,
    name: &'static str,
    people: [(&'static str, &'static str, Role); 3],
}

/// The result of seeding, and who can sign in; prints as a table for the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoReport {
    /// The demo exists now.
    Seeded,
    /// There were people already: nothing was changed.
    LeftAlone,
}

impl std::fmt::Display for DemoReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if *self == Self::LeftAlone {
            return writeln!(f, "There are people here already; the demo is seeded into an empty platform only.");
        }
        writeln!(f, "Demo sign-ins (password of all: {PASSWORD})")?;
        writeln!(f, "  {:<26} Operator", OPERATOR.0)?;
        for organization in &ORGANIZATIONS {
            for (email, _, role) in organization.people {
                writeln!(f, "  {email:<26} {} of {}", role.label(), organization.name)?;
            }
        }
        Ok(())
    }
}

/// Seeds the demo into an empty platform; one with people is left as it is.
#[expect(clippy::disallowed_methods, reason = "a demo founds its organisations")]
pub async fn seed(backend: &Backend) -> Result<DemoReport> {
    let hash = hash_password(&Secret::new(PASSWORD)).await?;
    let mut tx = backend.db.identity().await?;
    let now = tx.now();
    // Two concurrent first starts seed once.
    sqlx::query("select pg_advisory_xact_lock(hashtext('soloos.demo'))").execute(tx.conn()).await?;
    let people = sqlx::query_scalar!(r#"select exists (select from users) as "any!""#).fetch_one(tx.conn()).await?;
    if people {
        return Ok(DemoReport::LeftAlone);
    }
    let operator = NewPerson { email: OPERATOR.0, name: OPERATOR.1, password_hash: &hash };
    let operator = add_person(tx.conn(), operator, now).await?;
    sqlx::query!("update users set is_god = true where id = $1", operator.0).execute(tx.conn()).await?;
    let mut demos = Vec::new();
    for organization in &ORGANIZATIONS {
        demos.extend(found(&mut tx, backend, organization, &hash).await?);
    }
    tx.commit().await?;
    fill(backend, &demos).await?;
    Ok(DemoReport::Seeded)
}

#[expect(clippy::disallowed_methods, reason = "what fills the demo goes on in the names of its people")]
async fn found(tx: &mut IdentityTx, backend: &Backend, demo: &Organization, hash: &str) -> Result<Option<Demo>> {
    let now = tx.now();
    let mut founded: Option<Demo> = None;
    for (email, name, role) in demo.people {
        let person = add_person(tx.conn(), NewPerson { email, name, password_hash: hash }, now).await?;
        let standing = Standing { person, role, tier: MemberTier::default() };
        match &mut founded {
            None => {
                let name = OrganizationName::or_unnamed(demo.name);
                let organization = found_organization(tx, backend, Founding::of(&name, Origin::NONE), person).await?;
                let owner = Caller::new(person, standing, organization, Via::CommandLine);
                founded = Some(Demo { key: demo.key, owner, others: Vec::new() });
            }
            Some(founded) => {
                let organization = founded.organization();
                add_membership(tx.conn(), organization, person, role, now).await?;
                founded.others.push(Caller::new(person, standing, organization, Via::CommandLine));
            }
        }
    }
    Ok(founded)
}

/// Has every area fill its part. One that fails does not block the others: its error is returned when they are done.
async fn fill(backend: &Backend, demos: &[Demo]) -> Result<()> {
    let mut kept = None;
    for demo in demos {
        for area in &backend.areas {
            if let Err(error) = area.demo(backend, demo).await {
                tracing::error!(demo = demo.key, %error, "a part of the demo could not be filled");
                kept = Some(error);
            }
        }
    }
    kept.map_or(Ok(()), Err)
}
