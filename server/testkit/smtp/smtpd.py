"""A real SMTP server for tests: aiosmtpd on loopback, with faults on demand.

Driven by `smtp-stand-in`: one JSON object a line on stdin, one JSON answer a line on stdout.
The first line holds the options; the process ends when stdin closes, so it never outlives its test.
Accepted mails and every attempt are appended to the spool file as JSON lines, before any reply.
"""

import asyncio
import email
import email.policy
import json
import os
import sys

try:
    from aiosmtpd.smtp import SMTP, AuthResult
except ModuleNotFoundError:
    print(json.dumps({"error": "the Python package aiosmtpd is not installed"}), flush=True)
    sys.exit(3)


class Faults:
    """The plans set by the test; of those that match a recipient the newest one counts."""

    def __init__(self):
        self.plans = []

    def add(self, plan):
        self.plans.append(plan)

    def clear(self):
        self.plans.clear()

    def take(self, recipient):
        """Uses up one attempt of the plan for this recipient and returns its fault, if any."""
        for plan in reversed(self.plans):
            if plan["recipient"] not in (None, recipient) or plan["times"] == 0:
                continue
            plan["seen"] = plan.get("seen", 0) + 1
            if plan["seen"] % plan["every"]:
                continue
            if plan["times"] is not None:
                plan["times"] -= 1
            return plan["fault"]
        return None


class Spool:
    """Appends records durably, so that a killed server keeps what it acknowledged."""

    def __init__(self, path):
        self.path = path

    def append(self, record):
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
            file.flush()
            os.fsync(file.fileno())


def part_text(message, subtype):
    part = message.get_body(preferencelist=(subtype,))
    return part.get_content().replace("\r\n", "\n") if part else ""


def describe(envelope):
    raw = envelope.original_content
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return {
        "event": "mail",
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "subject": str(message["Subject"] or ""),
        "message_id": str(message["Message-ID"] or ""),
        "headers": [[name, str(value)] for name, value in message.items()],
        "text": part_text(message, "plain"),
        "html": part_text(message, "html"),
        "raw": raw.decode("utf-8", "replace"),
    }


async def never():
    await asyncio.Event().wait()


class Handler:
    """Decides each mail's outcome at RCPT, and applies it there or once the content has arrived."""

    def __init__(self, faults, spool):
        self.faults = faults
        self.spool = spool
        self.leaving = False
        self.under_way = 0

    def note(self, recipient, outcome):
        self.spool.append({"event": "attempt", "to": recipient, "outcome": outcome})

    async def leave(self):
        """Takes no further mail, and returns once every mail in progress is answered."""
        self.leaving = True
        while self.under_way:
            await asyncio.sleep(0.01)
        # The last answer is still being sent.
        await asyncio.sleep(0.1)

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.leaving:
            return "421 4.3.2 Shutting down"
        fault = self.faults.take(address)
        kind = fault["kind"] if fault else "accept"
        self.note(address, kind)
        if kind == "refuse":
            return f"{fault['code']} {refusal(fault['code'])}"
        if kind == "drop_at_rcpt":
            server.transport.abort()
            await never()
        if kind == "hang_at_rcpt":
            await never()
        envelope.rcpt_tos.append(address)
        envelope.fault = fault
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.under_way += 1
        try:
            return await self.decide(server, session, envelope)
        finally:
            self.under_way -= 1

    async def decide(self, server, session, envelope):
        fault = getattr(envelope, "fault", None) or {"kind": "accept"}
        kind = fault["kind"]
        if kind == "refuse_content":
            return f"{fault['code']} {refusal(fault['code'])}"
        if kind == "drop_before_accepting":
            server.transport.abort()
            await never()
        self.spool.append(describe(envelope))
        if kind == "drop_after_accepting":
            server.transport.abort()
            await never()
        if kind == "slow_reply":
            await asyncio.sleep(fault["millis"] / 1000)
        return "250 2.0.0 OK: kept"


def refusal(code):
    if code == 451:
        return "4.7.1 Greylisted, try again later"
    return "4.3.0 Try again later" if code < 500 else "5.1.1 Refused by the test"


class Server(SMTP):
    """aiosmtpd's server, able to hang up in the middle of the content."""

    async def smtp_DATA(self, arg):
        fault = getattr(self.envelope, "fault", None)
        if fault and fault["kind"] == "drop_mid_content":
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.readuntil(b"\r\n")
            self.transport.abort()
            await never()
        await super().smtp_DATA(arg)


def authenticator_for(user, password):
    def check(server, session, envelope, mechanism, data):
        given = (getattr(data, "login", b"").decode(), getattr(data, "password", b"").decode())
        return AuthResult(success=given == (user, password), handled=False)

    return check


async def stdin_lines():
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


def answer(**fields):
    print(json.dumps(fields), flush=True)


async def listen(options, handler):
    settings = {"enable_SMTPUTF8": options["smtputf8"], "hostname": "smtp.test", "data_size_limit": None}
    if options["user"]:
        settings |= {
            "auth_required": True,
            "auth_require_tls": False,
            "authenticator": authenticator_for(options["user"], options["password"]),
        }
    loop = asyncio.get_running_loop()
    return await loop.create_server(
        lambda: Server(handler, loop=loop, **settings), "127.0.0.1", options["port"]
    )


async def main():
    faults = Faults()
    listener = None
    async for command in stdin_lines():
        if listener is None:
            handler = Handler(faults, Spool(command["spool"]))
            listener = await listen(command, handler)
            answer(port=listener.sockets[0].getsockname()[1])
        elif command["do"] == "fault":
            faults.add(command["plan"])
            answer(ok=True)
        elif command["do"] == "leave":
            await handler.leave()
            answer(ok=True)
        elif command["do"] == "clear":
            faults.clear()
            answer(ok=True)
        else:
            answer(error=f"unknown command {command['do']}")


if __name__ == "__main__":
    asyncio.run(main())
