//! The model's input for a run: the agent's prompt, and the turns of the run's purpose.

use llm::{ChatTurn, Role};
use server_core::db::TenantTx;
use server_core::{Backend, Result};

use super::hub::Live;
use super::job::Job;
use super::stop::is_wanted;

/// The turns for the model, ending with the question.
pub(super) async fn turns(backend: &Backend, job: &Job) -> Result<Vec<ChatTurn>> {
    let mut tx = backend.db.tenant(&job.caller).await?;
    read(&mut tx, job).await
}

/// The same for a run that begins. Checks in the same transaction whether it has to stop already: a stop that was
/// requested before the run was entered in the hub found nobody there.
pub(super) async fn first_turns(backend: &Backend, job: &Job, live: &Live) -> Result<Vec<ChatTurn>> {
    let mut tx = backend.db.tenant(&job.caller).await?;
    if is_wanted(&mut tx, job.key.run).await? {
        live.stop.cancel();
    }
    read(&mut tx, job).await
}

async fn read(tx: &mut TenantTx, job: &Job) -> Result<Vec<ChatTurn>> {
    let mut turns = alternating(job.purpose.turns(tx, job.key).await?);
    if !job.agent.system_prompt.trim().is_empty() {
        turns.insert(0, ChatTurn { role: Role::System, text: job.agent.system_prompt.clone() });
    }
    Ok(turns)
}

/// The turns as strict models require them: a person's first, then alternating; consecutive turns of one side are
/// merged.
fn alternating(turns: Vec<ChatTurn>) -> Vec<ChatTurn> {
    let mut told: Vec<ChatTurn> = Vec::with_capacity(turns.len());
    for turn in turns {
        match told.last_mut() {
            _ if turn.text.trim().is_empty() => {}
            None if turn.role == Role::Assistant => {}
            Some(last) if last.role == turn.role => {
                last.text.push_str("\n\n");
                last.text.push_str(&turn.text);
            }
            _ => told.push(turn),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::alternating;
    use llm::{
        ChatTurn,
        Role::{self, Assistant, User},
    };

    fn turn(role: Role, text: &str) -> ChatTurn {
        ChatTurn { role, text: text.to_owned() }
    }

    #[test]
    fn turns_alternate_and_a_person_begins() {
        let said = vec![
            turn(Assistant, "cut off at the front"),
            turn(User, "Hello"),
            turn(Assistant, " "),
            turn(User, "Anybody there?"),
            turn(Assistant, "Yes"),
            turn(User, "Good"),
        ];
        let told = vec![turn(User, "Hello\n\nAnybody there?"), turn(Assistant, "Yes"), turn(User, "Good")];
        assert_eq!(alternating(said), told);
    }
}
