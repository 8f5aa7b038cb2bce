#!/usr/bin/env python3
"""Attacks an example server. Usage: attack.py KIND PROGRAM [bare]

KIND is http (the server says its port), fastcgi or cgi. Every attack must be held off, and what is allowed must go
on; with `bare` the server runs without guards, and each attack must come through: else it was none.
The server listens on loopback alone, ends with its input, and by itself after a minute.
"""
import http.client
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import urllib.parse

HOST = "shop.example"
LIMIT, TRIES = 200, 10
faults = []


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # of (lower-case name, value)
        self.body = body

    def get(self, name):
        return next((value for key, value in self.headers if key == name), None)


class Http:
    def __init__(self, port, _folder, _program, _bare):
        self.port = port

    def ask(self, method, path, headers, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body:
            connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        got = connection.getresponse()
        text = got.read().decode()
        connection.close()
        return Answer(got.status, [(k.lower(), v) for k, v in got.getheaders()], text)


def environment(method, path, headers, body):
    path, _, query = path.partition("?")
    names = {"GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query,
             "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1", "CONTENT_LENGTH": str(len(body))}
    for name, value in headers.items():
        names["HTTP_" + name.upper().replace("-", "_")] = value
    return names


def parse(text):
    head, _, body = text.partition("\r\n\r\n")
    headers = [(k.lower(), v) for k, _, v in (line.partition(": ") for line in head.split("\r\n"))]
    answer = Answer(200, headers, body)
    answer.status = int(answer.get("status"))
    return answer


class FastCgi:
    """A web server's side of FastCGI, version 1, as far as one request a connection needs it."""

    def __init__(self, _port, folder, _program, _bare):
        self.path = folder + "/socket"

    def ask(self, method, path, headers, body):
        def record(kind, content):
            return struct.pack("!BBHHBB", 1, kind, 1, len(content), 0, 0) + content

        params = b""
        for name, value in environment(method, path, headers, body).items():
            if name != "GATEWAY_INTERFACE":
                name, value = name.encode(), value.encode()
                params += b"".join(struct.pack("!I", len(t) | 0x80000000) for t in (name, value)) + name + value
        with socket.socket(socket.AF_UNIX) as peer:
            peer.settimeout(10)
            peer.connect(self.path)
            peer.sendall(record(1, struct.pack("!HB5x", 1, 0)) + record(4, params) + record(4, b"") +
                         (record(5, body) if body else b"") + record(5, b""))
            data = b""
            while True:
                more = peer.recv(65536)
                if not more:
                    break
                data += more
        out = b""
        while len(data) >= 8:
            _, kind, _, length, padding, _ = struct.unpack("!BBHHBB", data[:8])
            if kind == 6:
                out += data[8:8 + length]
            data = data[8 + length + padding:]
        return parse(out.decode())


class Cgi:
    def __init__(self, _port, folder, program, bare):
        self.folder = folder
        self.command = [program, folder] + (["bare"] if bare else [])
        self.log = open(folder + "/log", "ab")

    def ask(self, method, path, headers, body):
        env = dict(environment(method, path, headers, body), SERVICE_SECRET="a secret for all processes of the test")
        done = subprocess.run(self.command, input=body, env=env, stdout=subprocess.PIPE, stderr=self.log, timeout=10,
                              check=True)
        return parse(done.stdout.decode())


def main():
    kind, program, bare = sys.argv[1], sys.argv[2], len(sys.argv) > 3
    folder = tempfile.mkdtemp()
    server = None
    try:
        log = open(folder + "/log", "wb")
        port = 0
        if kind != "cgi":
            server = subprocess.Popen([program, folder] + (["bare"] if bare else []), stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=log,
                                      env=dict(os.environ, SERVICE_SECRET="a secret for all processes of the test"))
            port = int(server.stdout.readline())
        attack({"http": Http, "fastcgi": FastCgi, "cgi": Cgi}[kind](port, folder, program, bare), folder, bare)
        if server:
            server.stdin.close()
            if server.wait(timeout=10) != 0:
                faults.append("the server failed")
    finally:
        if server and server.poll() is None:
            server.kill()
        shutil.rmtree(folder)
    for fault in faults:
        print("FAULT:", fault)
    sys.exit(1 if faults else 0)


def attack(server, folder, bare):
    held = []  # (what, whether it was held off)

    def ask(method, path, body="", **headers):
        names = {"Host": HOST}
        names.update({k.replace("_", "-"): v for k, v in headers.items()})
        return server.ask(method, path, names, body.encode())

    def expect(what, good):
        print("ok" if good else "not ok", "-", what)
        if not good:
            faults.append(what)

    def hold(what, good):
        print("held" if good else "came through", "-", what)
        held.append((what, good))

    # What is allowed.
    form = ask("GET", "/", Accept="text/html")
    expect("the form is shown", form.status == 200 and "<form" in form.body)
    token = re.search(r'name=token value="([^"]*)"', form.body).group(1)
    cookies = "; ".join(value.split(";")[0] for key, value in form.headers if key == "set-cookie")

    def log_in(user, password, **headers):
        headers.setdefault("Cookie", cookies)
        fields = {"user": user, "password": password, "token": headers.pop("token", token)}
        return ask("POST", "/login", urllib.parse.urlencode(fields), **headers)

    expect("anna logs in", log_in("anna", "correct horse", Origin="https://" + HOST).status == 200)
    expect("not with a wrong password", log_in("anna", "wrong").status == 401)
    expect("the search finds", "<li>red ink: 3</li>" in ask("GET", "/search?q=ink").body)
    injection = ask("GET", "/search?q=" + urllib.parse.quote("' or '1'='1"))
    expect("a query stays a query", injection.status == 200 and "<li>" not in injection.body)
    script = ask("GET", "/search?q=" + urllib.parse.quote("<script>alert(1)</script>")).body
    expect("what was searched is escaped", "&lt;script&gt;" in script and "<script" not in script)
    expect("what is stored is escaped", "paper &lt;a4&gt;" in ask("GET", "/search?q=paper").body)

    # Headers.
    hold("headers are set", form.get("x-content-type-options") == "nosniff" and
         "default-src 'self'" in (form.get("content-security-policy") or "") and
         "max-age=31536000" in (form.get("strict-transport-security") or ""))

    # Foreign origins.
    evil = ask("GET", "/search?q=ink", Origin="https://evil.example")
    hold("a foreign origin", evil.status == 403 and "red ink" not in evil.body)
    expect("is not allowed to read", evil.get("access-control-allow-origin") is None)
    hold("a foreign page that posts a valid token",
         log_in("anna", "correct horse", Sec_Fetch_Site="cross-site").status == 403)
    if not bare:
        preflight = ask("OPTIONS", "/login", Origin="https://evil.example", Access_Control_Request_Method="POST")
        expect("a foreign preflight is refused",
               preflight.status == 403 and preflight.get("access-control-allow-methods") is None)
        preflight = ask("OPTIONS", "/login", Origin="https://app.example.org", Access_Control_Request_Method="POST")
        expect("a listed preflight is answered", preflight.status == 204 and not preflight.body and
               preflight.get("access-control-allow-origin") == "https://app.example.org")
        friend = ask("GET", "/search?q=ink", Origin="https://app.example.org")
        expect("a listed origin may read", friend.status == 200 and
               friend.get("access-control-allow-origin") == "https://app.example.org")

    # Missing and wrong tokens.
    hold("a login without a token", log_in("anna", "correct horse", token="").status == 403)
    hold("a login without the cookie", log_in("anna", "correct horse", Cookie="").status == 403)
    forged = "0" * 64 + "." + "1" * 64
    hold("a login with a token of one's own", log_in("anna", "correct horse", token=forged,
                                                     Cookie="__Host-csrf=" + forged).status == 403)

    # A forced error.
    error = ask("GET", "/fail", Accept="application/json")
    expect("an error is answered", error.status == 500)
    number = re.search(r'"id":"([\w-]{22})"', error.body)
    hold("an error tells nothing", number is not None and "orders_2019" not in error.body)
    if number:
        with open(folder + "/log", encoding="utf-8") as log:
            line = next((entry for entry in log if number.group(1) in entry), "")
        expect("the log tells all", "no such table: orders_2019" in line)

    # Guessing passwords, then a flood.
    guesses = [log_in("anna", f"guess{i}") for i in range(TRIES + 5)]
    hold("guessing passwords", [g.status for g in guesses[-3:]] == [429] * 3)
    if not bare:
        expect("the right one does not help either", log_in("anna", "correct horse").status == 429)
        expect("another account is not locked", log_in("bert", "guess").status == 401)
        expect("the client is told when to come back", 1 <= int(guesses[-1].get("retry-after")) <= 1800)
    flood = [ask("GET", "/search?q=ink").status for _ in range(LIMIT + 20)]
    hold("a flood", flood[-20:] == [429] * 20 and flood[0] == 200)

    for what, good in held:
        if good == bare:
            faults.append(("came through: " if not bare else "no attack, the bare server held: ") + what)
    print(f"{sum(good for _, good in held)} of {len(held)} attacks held off")


if __name__ == "__main__":
    main()
