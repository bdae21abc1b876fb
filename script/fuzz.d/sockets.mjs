// Requests that no client writes: broken heads and bodies, other protocols, invalid addresses.
import { connect } from "node:net";

const head = (line, ...lines) => [line, "host: x", "connection: close", ...lines, "", ""].join("\r\n");
const post = (path, type, body, ...lines) =>
  Buffer.concat([Buffer.from(head(`POST ${path} HTTP/1.1`, `content-type: ${type}`, `content-length: ${body.length}`, ...lines)), body]);
const FORM = "application/x-www-form-urlencoded";

export const REQUESTS = [
  ...["GET /\\..\\.. HTTP/1.1", "GET /%00/%ff HTTP/1.1", "GET //evil.example//x/ HTTP/1.1", "GET http://evil.example/ HTTP/1.1"].map((line) => head(line)),
  ...["OPTIONS * HTTP/1.1", "CONNECT evil.example:443 HTTP/1.1", "TRACE / HTTP/1.1", "BREW /pot HTTP/1.1", "HEAD /sse/session HTTP/1.1"].map((line) => head(line)),
  ...["GET /\u00e4 HTTP/1.1", "GET  /  HTTP/1.1", "GET / HTTP/9.9", "GET /", "\u0000\u0000\u0000\u0000", "\x16\x03\x01\x02\x00"].map((line) => head(line)),
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0",
  head("GET / HTTP/1.1", `cookie: ${"a=b; ".repeat(40_000)}`),
  head("GET / HTTP/1.1", ...Array.from({ length: 400 }, (_, number) => `x-${number}: 1`)),
  head("GET / HTTP/1.1", "cookie: soloos_session=\xff\xfe; soloos_typed=%00; soloos_device=;;=", "accept: text/html"),
  head("GET / HTTP/1.1", "cookie: soloos_typed=eyJhY3Rpb24iOiJcdTAwMDAiLCJmaWVsZHMiOltdfQ", "accept: text/html"),
  head("GET / HTTP/1.1", "accept: text/html", "accept-language: \xff", "accept-encoding: ;;q=NaN", "user-agent: \xff"),
  head("GET / HTTP/1.1", "x-forwarded-for: %00, ::::, \xff", "x-request-id: \xff"),
  head("GET /pkg/../../Cargo.toml HTTP/1.1"),
  head(`GET /pkg/${"a".repeat(300)} HTTP/1.1`),
  head(`GET /${"a/".repeat(10_000)} HTTP/1.1`),
  head("GET /healthz HTTP/1.1", "range: bytes=9-1,-0,0-18446744073709551616"),
  head("GET /sse/runs/x HTTP/1.1", "last-event-id: 99999999999999999999"),
  head("POST /api/account/sign-in HTTP/1.1", "transfer-encoding: chunked").concat("zz\r\n"),
  head("POST /api/account/sign-in HTTP/1.1", "content-length: -1"),
  head("POST /api/account/sign-in HTTP/1.1", "content-length: 5", "content-length: 6").concat("hello!"),
  head("POST /api/account/sign-in HTTP/1.1", "content-length: 18446744073709551616"),
  post("/api/account/sign-in", FORM, Buffer.from([0xff, 0xfe, 0x00, 0x25])),
  post("/api/account/sign-in", FORM, Buffer.from("1f8b0800", "hex"), "content-encoding: gzip"),
  post("/api/account/sign-in", "multipart/form-data", Buffer.from("--x")),
  post("/uploads/avatar", "multipart/form-data; boundary=x", Buffer.from("--x\r\ncontent-disposition: form-data; name=\"file\0\"\r\n\r\n\0\r\n--x--")),
  post("/uploads/avatar", "multipart/form-data; boundary=\xff", Buffer.from("--\xff", "latin1")),
  post("/webhooks/stripe", "application/json", Buffer.from('{"id":"\\u0000"}'), "stripe-signature: t=99999999999999999999,v1=\xff"),
];

/** The status of the answer to these very bytes; 0 where the server closes without an answer. */
export function say(url, bytes) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = "";
    const end = () => resolve(Number(answer.match(/^HTTP\/1\.[01] (\d+)/)?.[1] ?? 0));
    socket.setTimeout(15_000, () => socket.destroy(new Error("no answer within 15 s")));
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("error", (error) => (error.code === "ECONNRESET" || error.code === "EPIPE" ? end() : reject(error)));
    socket.on("close", end);
    socket.end(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  });
}
