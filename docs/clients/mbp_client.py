"""A client of MBP/1 in plain Python (3.9, Linux or macOS): every rule of the specification that a host must keep.

    board = Board("/dev/ttyACM0", heartbeat_ms=1000)
    board.arm(limits=[-2700000, 2500000, 500000, 500000000, 10000, 200, 3000000])
    print(board.read(row=0, column=0, microvolts=200000))
    print(board.train(row=0, column=0, microvolts=2500000, width=1500, period=500000, count=20))
    board.close()

`train` returns the pulses that were given and the flags, or raises Uncertain: then read the device again.
"""
import os
import secrets
import select
import termios
import time
import tty

RESENDS = 3


class Refused(Exception):
    """The board refused: code and details, as in the table of the specification."""

    def __init__(self, verb, code, details):
        super().__init__(f"the board refused {verb}: {' '.join([code, *details])}")
        self.code, self.details = code, details


class Lost(Exception):
    """No answer, or an answer that cannot be ours."""


class Uncertain(Exception):
    """The board cannot tell how many pulses of a train it gave."""


def crc(text):
    value = 0xFFFF
    for byte in text.encode("ascii"):
        value ^= byte << 8
        for _ in range(8):
            value = ((value << 1) ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


class Board:
    def __init__(self, path, heartbeat_ms=1000, baud=termios.B115200):
        self.path, self.baud, self.heartbeat_ms = path, baud, heartbeat_ms
        self.seq, self.limits, self.nonces = 0xFFFF, None, set()
        self.connect()

    def connect(self):
        """Opens the port, and begins a session. Rule 11: the numbering goes on."""
        self.fd = os.open(self.path, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.fd)
        settings = termios.tcgetattr(self.fd)
        settings[2] &= ~termios.HUPCL
        settings[4] = settings[5] = self.baud
        termios.tcsetattr(self.fd, termios.TCSANOW, settings)
        termios.tcflush(self.fd, termios.TCIOFLUSH)
        self.pending, self.boot = b"", 0
        for attempt in range(2):
            self.nonce = f"{secrets.randbelow(0x10000):04X}"
            try:
                self.ask("HELLO", 1, self.nonce, wait=1)
                break
            except Refused as refused:
                if refused.code != "SEQ" or attempt:
                    raise
        self.nonces.add(self.nonce)
        self.can = {key: int(value) for key, value in (word.split("=") for word in self.ask("CAPS"))}

    def arm(self, limits):
        self.limits = limits
        self.ask("LIMITS", *limits)
        self.ask("ARM", self.heartbeat_ms, more=0.1)  # a board may measure its zeros first

    def read(self, row, column, microvolts, settle=1000, averages=16):
        """Siemens of a device."""
        seconds = (settle + 100_000) * averages * 1e-9
        picoamps, applied, _, flags = map(int, self.ask("READ", row, column, microvolts, settle, averages, more=seconds))
        return picoamps * 1e-6 / applied, flags

    def train(self, row, column, microvolts, width, period, count):
        """Pulses given, and flags: 4 at the compliance, 64 if the train ended early; give the rest then."""
        sent = time.monotonic()
        try:
            arguments = row, column, microvolts, width, period, count, 0
            done, _, flags = map(int, self.ask("TRAIN", *arguments, more=count * period * 1e-9))
            return done, flags
        except (Lost, OSError):
            return self.outcome(self.boot, self.nonce, self.seq, sent)
        except Refused as refused:
            if refused.code == "COMPL":
                return int(refused.details[0]), 4
            if refused.code not in ("SAFE", "UNARMED"):
                raise
            self.recover()  # rule 12: this program was silent for too long
            return int([*refused.details, "0"][0]), 64

    def recover(self):
        try:
            os.close(self.fd)
        except OSError:
            pass
        self.connect()
        if self.limits:
            self.arm(self.limits)

    def outcome(self, boot, nonce, seq, sent):
        """Rules 10 and 11: what became of a train whose answer was lost."""
        try:
            self.recover()
            last = self.ask("LAST")
        except (Lost, OSError) as error:
            raise Uncertain(f"train {seq:04X}: the board is gone") from error
        if self.boot == boot and (int(last[0], 16), last[5]) == (seq, nonce):
            return int(last[2]), int(last[4])
        alone = last[1] == "NONE" or last[5] in self.nonces
        uptime = dict(word.split("=") for word in self.ask("STAT"))["uptime"]
        unbroken = self.can.get("durable") or int(uptime) > 1100 * (time.monotonic() - sent)
        if self.boot == boot and alone and unbroken:
            return 0, 64
        raise Uncertain(f"train {seq:04X}")

    def close(self):
        self.ask("SAFE")
        os.close(self.fd)

    def ask(self, verb, *arguments, wait=None, more=0):
        """One request: the same line again without an answer, and once per third of the heartbeat while it takes long."""
        self.seq = (self.seq + 1) & 0xFFFF
        boot = 0 if verb == "HELLO" else self.boot
        text = " ".join([f">{self.seq:04X}", f"{boot:04X}", verb, *map(str, arguments)])
        line = f"\n{text}*{crc(text):04X}\n"
        deadline = (wait or min(0.25, max(0.05, self.heartbeat_ms / 4000))) + more
        for _ in range(1 + RESENDS):
            answer = self.exchange(line, verb, time.monotonic() + deadline)
            if answer:
                break
        else:
            raise Lost(f"{verb} was sent {1 + RESENDS} times without an answer")
        boot, kind, words = answer
        if verb == "HELLO" and kind == "OK":
            self.boot = boot
        elif verb != "HELLO" and (boot != self.boot or kind == "ER" and words[0] in ("BOOT", "SEQ")):
            raise Lost("the board was reset, or another program greeted it")
        if kind == "ER":
            if words[0] == "BUSY" or verb == "HELLO":
                self.seq = (self.seq - 1) & 0xFFFF
            raise Refused(verb, words[0], words[1:])
        return words

    def exchange(self, line, verb, until):
        os.write(self.fd, line.encode("ascii"))
        beat = time.monotonic() + self.heartbeat_ms / 3000
        while (now := time.monotonic()) < until:
            if now >= beat:
                os.write(self.fd, line.encode("ascii"))
                beat = now + self.heartbeat_ms / 3000
            if select.select([self.fd], [], [], min(until, beat) - now)[0]:
                self.pending += os.read(self.fd, 4096)
            while b"\n" in self.pending:
                heard, self.pending = self.pending.split(b"\n", 1)
                answer = self.answer_in(heard.decode("latin-1").replace("\r", ""), verb)
                if answer:
                    return answer
        return None

    def answer_in(self, text, verb):
        """The answer to the open request; anything else is dropped."""
        body, star, digits = text.rpartition("*")
        if not star or not body.startswith("<") or digits != f"{crc(body):04X}":
            return None
        seq, boot, kind, *words = body[1:].split(" ")
        if int(seq, 16) != self.seq or verb == "HELLO" and kind == "OK" and words[-1] != self.nonce:
            return None
        return int(boot, 16), kind, words
