//! The demo that a first start seeds: one operator, and two organisations with an owner and two members each.

use domain::Role;
use domain::accounts::Secret;
use domain::ids::OrganizationId;
use domain::values::OrganizationName;
use identity_area::{Founding, NewPerson, add_membership, add_person, found_organization, hash_password};
use server_core::db::IdentityTx;
use server_core::{Backend, Origin, Result};

/// The one password of every demo sign-in. It is printed wherever it is seeded and is no secret.
const PASSWORD: &str = "demo-soloos-2026";
const OPERATOR: (&str, &str) = ("god@demo.example", "Gwen Operator");
const ORGANIZATIONS: [Organization; 2] = [
    Organization {
        name: "Bright Coaching",
        accent: "#4f46e5",
        people: [
            ("owner@bright.example", "Olivia Bright", Role::Owner),
            ("mia@bright.example", "Mia Keller", Role::Member),
            ("noah@bright.example", "Noah Brandt", Role::Member),
        ],
    },
    Organization {
        name: "Northwind Agency",
        accent: "#0f766e",
        people: [
            ("owner@northwind.example", "Oscar Lindqvist", Role::Owner),
            ("ada@northwind.example", "Ada Nyberg", Role::Admin),
            ("leo@northwind.example", "Leo Fischer", Role::Member),
        ],
    },
];

struct Organization {
    name: &'static str,
    accent: &'static str,
    people: [(&'static str, &'static str, Role); 3],
}

/// What seeding did, and who can sign in; prints as a table for the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoReport {
    /// The demo is here now.
    Seeded,
    /// Somebody was here already: nothing was changed.
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

/// Seeds the demo into an empty platform; one that has people is left as it is.
#[expect(clippy::disallowed_methods, reason = "a demo founds its organisations")]
pub async fn seed(backend: &Backend) -> Result<DemoReport> {
    let hash = hash_password(&Secret::new(PASSWORD)).await?;
    let mut tx = backend.db.identity().await?;
    let now = tx.now();
    // Two first starts at once seed once.
    sqlx::query("select pg_advisory_xact_lock(hashtext('soloos.demo'))").execute(tx.conn()).await?;
    let people = sqlx::query_scalar!(r#"select exists (select from users) as "any!""#).fetch_one(tx.conn()).await?;
    if people {
        return Ok(DemoReport::LeftAlone);
    }
    let operator = NewPerson { email: OPERATOR.0, name: OPERATOR.1, password_hash: &hash };
    let operator = add_person(tx.conn(), operator, now).await?;
    sqlx::query!("update users set is_god = true where id = $1", operator.0).execute(tx.conn()).await?;
    for organization in &ORGANIZATIONS {
        found(&mut tx, backend, organization, &hash).await?;
    }
    tx.commit().await?;
    Ok(DemoReport::Seeded)
}

async fn found(tx: &mut IdentityTx, backend: &Backend, demo: &Organization, hash: &str) -> Result<()> {
    let now = tx.now();
    let mut organization: Option<OrganizationId> = None;
    for (email, name, role) in demo.people {
        let person = add_person(tx.conn(), NewPerson { email, name, password_hash: hash }, now).await?;
        match organization {
            None => {
                let name = OrganizationName::or_unnamed(demo.name);
                organization = Some(found_organization(tx, backend, Founding::of(&name, Origin::NONE), person).await?);
            }
            Some(organization) => {
                add_membership(tx.conn(), organization, person, role, now).await?;
            }
        }
    }
    if let Some(organization) = organization {
        sqlx::query!("update organizations set accent = $2 where id = $1", organization.0, demo.accent)
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}
