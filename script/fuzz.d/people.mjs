// The people of the demo, who sign in again whenever they have been signed out.

const PASSWORD = "demo-soloos-2026";

/** Headers of a browser with an address of its own, so that no throttle of an address applies. */
export function browser(url, random) {
  const part = () => 1 + Math.floor(random() * 250);
  return { origin: url, "sec-fetch-site": "same-origin", "x-forwarded-for": `10.${part()}.${part()}.${part()}` };
}

export class Person {
  constructor(url, email, random) {
    Object.assign(this, { url, email, random, cookie: "", ids: {} });
  }

  async signIn() {
    const response = await fetch(`${this.url}/api/account/sign-in`, {
      method: "POST",
      headers: { ...browser(this.url, this.random), accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ "form[email]": this.email, "form[password]": PASSWORD }),
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
    });
    await response.text();
    // People whose organisation was closed or left stay out; the others continue.
    if (response.status >= 400) return false;
    this.cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
    return true;
  }

  /** Real ids of the person's things, for the fields that a case leaves alone. */
  async look() {
    const viewer = await this.read("/api/viewer/get");
    const agents = await this.read("/api/agents/list");
    const organizations = await this.read("/api/god/organizations");
    this.ids = {
      organization: viewer?.current?.id ?? organizations?.page?.rows?.[0]?.id,
      person: viewer?.id ?? viewer?.user?.id,
      agent: (agents?.agents ?? agents)?.[0]?.id,
    };
    const sent = await this.write("/api/chat/send", { "form[text]": "Hello", "form[agent]": this.ids.agent ?? "" });
    this.ids.conversation = sent?.conversation;
    this.ids.run = sent?.answer?.run?.id;
  }

  headers() {
    return { ...browser(this.url, this.random), cookie: this.cookie };
  }

  async read(path) {
    const response = await fetch(this.url + path, { headers: { ...this.headers(), accept: "application/json" }, redirect: "manual" });
    return response.status === 200 ? response.json() : (await response.text(), undefined);
  }

  async write(path, fields) {
    const response = await fetch(this.url + path, {
      method: "POST",
      headers: { ...this.headers(), accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields),
      redirect: "manual",
    });
    return response.status === 200 ? response.json() : (await response.text(), undefined);
  }
}
