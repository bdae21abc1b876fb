//! A conversation, without any behaviour.

use leptos::prelude::*;

use super::pieces::Area;
use crate::{
    Alert, Author, Button, ButtonSize, Card, Composer, ConversationLink, ConversationList, CopyButton, IconButton,
    IconName, Message, Prose, Reasoning, StreamingCaret, Thread, Tone,
};

const ANSWER: &str = "<p>Three ideas that fit your audience:</p><ol><li><strong>The ten-minute audit</strong>: look at one member's offer live.</li><li><strong>From post to booking</strong>: show the path step by step.</li><li><strong>Ask me anything</strong>, with questions collected the week before.</li></ol>";

#[component]
pub fn Chat() -> impl IntoView {
    view! {
        <Area id="chat" title="Chat">
            <Card flush=true>
                <div class="flex h-[44rem] flex-col">
                    <SampleThread />
                    <form class="mx-auto w-full max-w-3xl px-4 pb-4">
                        <Composer placeholder="Message Assistant" tools=|| "Demo model" />
                    </form>
                </div>
            </Card>
            <Card title="While an answer is being written">
                <Composer label="Next message" busy=true placeholder="Message Assistant" />
            </Card>
        </Area>
    }
}

/// Messages of every kind, also for the sample pages.
#[component]
pub fn SampleThread() -> impl IntoView {
    let actions = || {
        view! {
            <CopyButton text=ANSWER.to_owned() />
            <IconButton icon=IconName::Retry label="Write this answer again" class="size-7" />
        }
    };
    view! {
        <Thread>
            <Message author=Author::Person name="You">
                "Give me three ideas for a webinar"
            </Message>
            <Message author=Author::Agent name="Assistant" detail="Demo model · 214 tokens" actions>
                <Reasoning text="They run webinars for beginners.\nThree ideas, each with its title first.".to_owned() />
                <Prose html=ANSWER.to_owned() />
            </Message>
            <Message author=Author::Person name="You">
                "Write the invitation for the first one."
            </Message>
            <Message author=Author::Agent name="Assistant">
                <Alert
                    tone=Tone::Danger
                    title="The provider took too long to answer."
                    action=|| {
                        view! {
                            <Button size=ButtonSize::Sm icon=IconName::Retry>
                                "Retry"
                            </Button>
                        }
                    }
                />
            </Message>
            <Message author=Author::Agent name="Assistant">
                <Reasoning text="An invitation: short, and with a date.".to_owned() busy=true />
                <p class="text-[15px] leading-relaxed">
                    "Bring one offer, leave with three improvements. In ten minutes we look at " <StreamingCaret />
                </p>
            </Message>
        </Thread>
    }
}

/// The list beside the thread on the sample pages.
#[component]
pub fn SampleConversations() -> impl IntoView {
    view! {
        <ConversationList label="Today">
            <ConversationLink href="#1" title="Webinar ideas".to_owned() current=true busy=true />
            <ConversationLink href="#2" title="Follow-up mail after a discovery call".to_owned() current=false />
        </ConversationList>
        <ConversationList label="Last week">
            <ConversationLink href="#3" title="Pricing for the group programme".to_owned() current=false />
            <ConversationLink href="#4" title="Course outline: first ten clients".to_owned() current=false />
            <ConversationLink href="#5" title="Objections".to_owned() current=false />
        </ConversationList>
    }
}
