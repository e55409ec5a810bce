"""The provider as a program of its own, and its control API."""

import itertools
import os
import re
import secrets
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import requests

CHECKOUT = Path(__file__).resolve().parents[3]
PROGRAM = "mock-provider/standalone/main.ts"


class Provider:
    """Starts the provider. `stop` ends it and waits for its end.

    Raises RuntimeError with its output when it ends before it is up.
    """

    def __init__(self):
        self.token = secrets.token_urlsafe()
        binaries = CHECKOUT / "node_modules" / ".bin"
        path = os.pathsep.join([str(binaries), os.environ["PATH"]])
        # Its output is read until it is up; what it says later is little, and ends with it.
        self.process = subprocess.Popen(
            [shutil.which("node", path=path), PROGRAM, "--control-token", self.token],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.control_url = self._read_control_url()
        self.numbers = itertools.count(1)
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {self.token}"

    def _read_control_url(self):
        said = []
        for line in self.process.stdout:
            said.append(line)
            found = re.match(r"Control API\s+(\S+)", line)
            if found:
                return found[1]
        raise RuntimeError("Could not start the provider:\n" + "".join(said))

    def call(self, method, path, body=None):
        """Carries out an operation of the control API and returns its answer.

        Raises requests.HTTPError when it is refused.
        """
        answer = self.session.request(method, self.control_url + path, json=body, timeout=60)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def realm(self, **policy):
        """A new realm with these settings."""
        name = f"r{next(self.numbers)}"
        return Realm(self, self.call("POST", "/realms", {"name": name, "policy": policy}))

    def stop(self):
        self.session.close()
        self.process.terminate()
        try:
            self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()


class Registered:
    """The id and secret of a client; the secret of a public one is None."""

    def __init__(self, client_id, secret):
        self.id = client_id
        self.secret = secret


class Realm:
    """One authorization server and its API, with the addresses that a client is told."""

    def __init__(self, provider, told):
        self.provider = provider
        self.path = f"/realms/{told['name']}"
        self.issuer = told["issuer"]
        self.authorization_url = told["authorizationUrl"]
        self.token_url = told["tokenUrl"]
        self.revocation_url = told["revocationUrl"]
        self.introspection_url = told["introspectionUrl"]
        self.userinfo_url = told["userinfoUrl"]
        self.api_url = told["apiUrl"]
        self.item_url = f"{self.api_url}/items/1"

    def register(self, name="main", **options):
        """Registers a client; options as `POST /realms/:realm/clients` has them."""
        client = self.provider.call("POST", f"{self.path}/clients", {"name": name, **options})
        return Registered(client["id"], options.get("secret", client.get("secret")))

    def inject(self, name, **options):
        """Puts a fault in force."""
        self.provider.call("POST", f"{self.path}/faults", {"name": name, "options": options})

    def heal(self):
        """Ends every fault."""
        self.provider.call("DELETE", f"{self.path}/faults")

    def advance(self, by):
        """Lets realm time pass, for example '2h'."""
        self.provider.call("POST", f"{self.path}/clock", {"advance": by})

    def change(self, **policy):
        """Changes settings of the realm."""
        self.provider.call("PATCH", f"{self.path}/policy", policy)

    def ledger(self, action):
        """The entries of the audit log about an action, oldest first."""
        answer = self.provider.call("GET", f"{self.path}/ledger?action={quote(action)}")
        return answer["entries"]
