// Two-factor sign-in, recovery codes, sign-in with a provider, devices and API keys, as people use them.
import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import {
  expect, expectAccessible, expectAccessibleInBoth, HOME, hydrated, PASSWORD, signIn, test,
} from "./support/fixtures";

const ADA = "ada@northwind.example";
const NOAH = "noah@bright.example";

/** RFC 6238: what an authenticator app shows, `steps` half minutes from now. */
function code(key: string, steps = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac("sha1", secret).update(counter).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

async function password(page: Page, email: string) {
  await page.goto("/sign-in");
  await hydrated(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function secondStep(page: Page, typed: string) {
  await page.waitForURL(/\/sign-in\/code/);
  await hydrated(page);
  await page.getByLabel(/^Code/).fill(typed);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signOut(page: Page) {
  // A page that is still hydrating would make requests that need a session.
  await page.goto("about:blank");
  await page.context().clearCookies({ name: "soloos_session" });
}

/** Sets up an app; returns its key and the recovery codes. */
async function enrol(page: Page) {
  await page.goto("/account/two-factor");
  await hydrated(page);
  await page.getByLabel(/^Your password/).fill(PASSWORD);
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  // The accessibility check itself is a script.
  if (test.info().project.use.javaScriptEnabled !== false) await expectAccessible(page);
  const key = (await page.locator("[data-key]").innerText()).replaceAll(/\s/g, "");
  await page.getByLabel(/^Code/).fill(code(key));
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  const codes = await page.locator("[data-recovery-codes] li").allInnerTexts();
  expect(codes).toHaveLength(10);
  return { key, codes };
}

async function turnOff(page: Page) {
  await page.goto("/account/two-factor");
  await hydrated(page);
  await page.getByRole("button", { name: "Turn off" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Confirm it is you/).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByRole("button", { name: "Set up" })).toBeVisible();
}

test("a second factor is set up, asked for, replaced by a recovery code and turned off", async ({ page }) => {
  await signIn(page, ADA);
  const { key, codes } = await enrol(page);
  await signOut(page);
  await password(page, ADA);
  // The code that turned it on is used up; the next one is accepted already.
  await secondStep(page, code(key, 1));
  await expect(page).toHaveURL(HOME);
  await signOut(page);
  await password(page, ADA);
  await secondStep(page, codes[0]);
  await expect(page).toHaveURL(HOME);
  await page.goto("/account/two-factor");
  await expect(page.getByText("9 recovery codes are left")).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  await turnOff(page);
});

test("the second step works without JavaScript @no-js", async ({ page }) => {
  await signIn(page, NOAH);
  const { codes } = await enrol(page);
  await signOut(page);
  await password(page, NOAH);
  await secondStep(page, "000000");
  await expect(page.getByText(/not right/)).toBeVisible();
  await secondStep(page, codes[1]);
  await expect(page).toHaveURL(HOME);
  await page.goto("/account/two-factor");
  await page.getByRole("button", { name: "Turn off" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Confirm it is you/).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByText("Two-factor sign-in is off.")).toBeVisible();
});

test("an account elsewhere with a verified address signs its person in", async ({ page }) => {
  await page.goto("/sign-in");
  await hydrated(page);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Continue with Harbour ID" }).click();
  await expect(page).toHaveURL(HOME);
  await page.goto("/account");
  await hydrated(page);
  await expect(page.getByText("Harbour ID").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Unlink" })).toBeVisible();
});

test("an API key is shown once, works at once and ends at once", async ({ page, request }) => {
  await signIn(page, ADA);
  await page.goto("/account/api-keys");
  await hydrated(page);
  await expectAccessible(page);
  await page.getByLabel(/^What is it for/).fill("Nightly report");
  await page.getByLabel("Talk to agents and keep conversations").check();
  await page.getByLabel(/^Confirm it is you/).fill(PASSWORD);
  await page.getByRole("button", { name: "Make key" }).click();
  const key = await page.locator("[data-api-key]").innerText();
  await expectAccessible(page);
  const headers = { authorization: `Bearer ${key}` };
  expect((await request.get("/api/agents/list", { headers })).status()).toBe(200);
  await page.goto("/account/api-keys");
  await hydrated(page);
  await expect(page.locator("[data-api-key]")).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke" }).first().click();
  const sure = page.getByRole("dialog");
  await expect(sure.getByRole("button", { name: "Cancel" })).toBeFocused();
  await sure.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByText("The key is revoked.")).toBeVisible();
  expect((await request.get("/api/agents/list", { headers })).status()).toBe(401);
});

test("the pages about security break no accessibility rule in light or dark @phone", async ({ page }) => {
  await signIn(page, "owner@northwind.example");
  for (const path of ["/account", "/account/two-factor", "/account/api-keys", "/settings/sign-in", "/sign-in/code"]) {
    await page.goto(path);
    await hydrated(page);
    await expectAccessibleInBoth(page);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide, path).toBeLessThanOrEqual(0);
  }
});
