// An organisation in which every value is as long or as odd as it may be.
import type { Browser, BrowserContext, Page } from "@playwright/test";

import { expect, hydrated, PASSWORD, people, signIn } from "./fixtures";
import { showLinks } from "./mailbox";
import { fillByAreas } from "./walks";

const WORD = "Donaudampfschifffahrtsgesellschaft";
const ARABIC = "محمد عبد الرحمن بن عبد العزيز";

/** A text of this many letters without a space. */
export const letters = (count: number) => WORD.repeat(Math.ceil(count / WORD.length)).slice(0, count);

const HAN = "多瑙河轮船航运公司船长";
const FAMILY = "👩‍👩‍👧‍👦";

const cut = (text: string, count: number) => Array.from(text).slice(0, count).join("");

/** Texts that people might write, by their use. */
export const odd = {
  organization: letters(120),
  owner: cut(`${ARABIC} ${letters(100)}`, 120),
  member: cut(HAN.repeat(12), 120),
  agent: cut(`${FAMILY} ${HAN.repeat(10)}`, 80),
  title: cut(`${ARABIC} ${letters(180)}`, 200),
  prose: `${ARABIC}\n\n${letters(900)}\n\n${HAN.repeat(20)} ${FAMILY.repeat(20)}\n\n- ${ARABIC}`,
  address: (name: string) => `${name}-${letters(60 - name.length).toLowerCase()}@${"d".repeat(60)}.new.example`,
};

/** Calls a server function as the page's own forms do. */
export async function call(page: Page, endpoint: string, form: Record<string, string>) {
  const answer = await page.evaluate(
    async ([path, pairs]) => {
      const body = new URLSearchParams(pairs as [string, string][]);
      const response = await fetch(path as string, { method: "POST", body, headers: { accept: "application/json" } });
      return { ok: response.ok, text: await response.text() };
    },
    [`/api/${endpoint}`, Object.entries(form).map(([field, value]) => [`form${field}`, value])] as const,
  );
  expect(answer.ok, `${endpoint}: ${answer.text}`).toBe(true);
  return answer.text;
}

async function fresh(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, reducedMotion: "reduce", locale: "en-GB" });
  const page = await context.newPage();
  await page.goto("/sign-in");
  return page;
}

/** The path in the newest mail to this address. */
async function mailedPath(operator: Page, address: string, part: string) {
  const mail = operator.getByRole("row").filter({ hasText: address }).getByRole("link").first();
  await expect(async () => {
    await operator.goto("/god-dashboard/mailbox");
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass();
  await mail.click();
  await showLinks(operator);
  const link = await operator.locator(`a[href*="${part}"]`).first().getAttribute("href");
  return new URL(link!).pathname;
}

async function accept(page: Page, endpoint: string, path: string, name: string) {
  await call(page, endpoint, { "[token]": path.split("/").pop()!, "[name]": name, "[password]": PASSWORD });
  await page.goto("/chat");
  await hydrated(page);
}

export type Org = {
  operator: Page;
  owner: Page;
  member: Page;
  id: string;
  conversation: string;
  person: string;
  agent: string;
  mail: string;
  memberInvite: string;
  ownerInvite: string;
};

/**
 * Founds the organisation, with a signed-in owner and a signed-in member, each in a browser of their own, and lets each
 * area fill it.
 */
export async function found(browser: Browser, baseURL: string): Promise<Org> {
  const [operator, owner, member] = await Promise.all([1, 2, 3].map(() => fresh(browser, baseURL)));
  await signIn(operator, people.god);
  const stamp = String(Date.now());
  const [own, open, mine, theirs] = ["o", "p", "m", "t"].map((letter) => odd.address(letter + stamp));
  const preset = { "[organization]": odd.organization, "[tier]": "pro", "[agent_name]": odd.agent };
  await call(operator, "god/invite-owner", { ...preset, "[email]": own, "[agent_prompt]": odd.prose });
  await call(operator, "god/invite-owner", { ...preset, "[email]": open });
  await accept(owner, "account/accept-owner-invite", await mailedPath(operator, own, "/signup/"), odd.owner);
  const { id, person } = await owner.evaluate(async () => {
    const viewer = await (await fetch("/api/viewer/get")).json();
    return { id: viewer.current.id, person: viewer.user_id };
  });
  const tiers = { "[free]": letters(40), "[pro]": cut(ARABIC.repeat(2), 40), "[enterprise]": cut(HAN.repeat(4), 40) };
  await call(owner, "organization/name-tiers", tiers);
  await call(owner, "branding/edit", { "[sender_name]": letters(60), "[welcome_text]": cut(odd.prose, 280) });
  await call(owner, "organization/invite", { "[email]": mine, "[role]": "member", "[tier]": "pro", "[by]": "mail" });
  const made = { "[email]": theirs, "[role]": "admin", "[tier]": "enterprise", "[by]": "link" };
  const { link } = JSON.parse(await call(owner, "organization/invite", made));
  await accept(member, "account/accept-invite", await mailedPath(operator, mine, "/invite/"), odd.member);
  await call(owner, "chat/send", { "[text]": `[[speechless]] ${odd.prose}`, "[client_id]": crypto.randomUUID() });
  await owner.goto("/chat");
  const conversation = (await owner.locator('a[href^="/chat/"]').first().getAttribute("href"))!;
  await call(owner, "chat/rename", { "[id]": conversation.split("/").pop()!, "[title]": odd.title });
  await owner.goto("/agents");
  const agent = (await owner.locator('a[href^="/agents/"]').first().getAttribute("href"))!;
  const mail = new URL(operator.url()).pathname;
  const memberInvite = new URL(link).pathname;
  const ownerInvite = await mailedPath(operator, open, "/signup/");
  const org = { operator, owner, member, id, conversation, person, agent, mail, memberInvite, ownerInvite };
  await fillByAreas(org);
  return org;
}

export async function leave(contexts: Page[]) {
  const all: BrowserContext[] = contexts.map((page) => page.context());
  await Promise.all(all.map((context) => context.close()));
}
