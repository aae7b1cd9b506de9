"""An OpenID provider at Microsoft's paths, for tests: oidc-provider-mock behind TLS.

The provider's own code signs people in, gives each code once, checks the redirect URI and signs id_tokens;
Authlib's grants add PKCE, refresh tokens that revoke their family on reuse, client credentials by secret
and by assertion, and device codes. Around it stands what Entra ID does in its own way: the paths, the
claims, the errors, and faults on demand.

Arguments: a JSON file of settings; it prints "ready" once it listens.
"""

import base64, collections, datetime, hashlib, hmac, json, secrets, ssl, sys, threading, time, uuid
from email.utils import formatdate
from types import SimpleNamespace
from urllib.parse import urlsplit

import flask
import oidc_provider_mock._app as mock
from authlib.integrations.flask_oauth2.requests import FlaskOAuth2Request
from authlib.oauth2 import OAuth2Error, rfc6749, rfc7636, rfc8628
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from joserfc import jwk, jwt
from oidc_provider_mock._storage import Client, User
from werkzeug.serving import WSGIRequestHandler, make_server

with open(sys.argv[1]) as file:
    settings = json.load(file)
base = f"https://{settings['host']}:{settings['port']}"
tid = settings["tid"]
state = SimpleNamespace(
    faults=collections.defaultdict(list), requests=[], challenges={}, devices={}, families={}, used={},
    revoked=set(), tokens={}, owners={}, assertions=set(), access={}, lifetime=3600, offset=0, closed=set(), issued=[],
    lock=threading.RLock())
# The hosts that a token has to be for, in all clouds.
EXCHANGE = (
    "outlook.office.com", "outlook.office365.com", "outlook.office365.us", "outlook-dod.office365.us", "partner.outlook.cn")
PERMISSIONS = {
    "smtp": {"SMTP.Send", "SMTP.SendAsApp"},
    "imap": {"IMAP.AccessAsUser.All", "IMAP.AccessAsApp"}}
TENANTS = (tid, "common", "organizations", *settings["tenants"])


def clock():
    """This provider's time, which a test may set off against the machine's."""
    return int(time.time()) + state.offset


class EntraClient(Client):
    """A client as it is registered in Azure: any port on localhost, and scopes by their URLs."""

    GRANT_TYPES_SUPPORTED = (
        "authorization_code", "refresh_token", "client_credentials", rfc8628.DEVICE_CODE_GRANT_TYPE)

    def get_allowed_scope(self, scope):
        return scope if isinstance(scope, str) else " ".join(scope)

    def check_redirect_uri(self, uri):
        if uri in self.redirect_uris:
            return True
        # Microsoft ignores the port of localhost, and nothing else.
        parts = urlsplit(uri)
        return "http://localhost" in self.redirect_uris and (
            parts.scheme, parts.hostname, parts.path.rstrip("/")) == ("http", "localhost", "")


def claims_of(user, client, scope):
    """The access token: a JWT with Microsoft's names."""
    now = clock()
    scopes = [part for part in (scope or "").split() if "/" in part]
    resource = scopes[0].rsplit("/", 1)[0] if scopes else "00000003-0000-0000-c000-000000000000"
    claims = {
        "iss": f"{base}/{tid}/v2.0", "aud": resource, "tid": tid, "appid": client.id, "iat": now, "nbf": now,
        "exp": now + state.lifetime, "ver": "1.0", "jti": str(uuid.uuid4())}
    if user is None:
        claims |= {"roles": settings["roles"], "oid": settings["objectID"], "sub": settings["objectID"]}
    else:
        claims |= {
            "scp": " ".join(part.rsplit("/", 1)[1] for part in scopes), "upn": user.sub, "unique_name": user.sub,
            "oid": str(uuid.uuid5(uuid.NAMESPACE_URL, user.sub)), "sub": user.sub}
    claims.update(state.access)
    return {name: value for name, value in claims.items() if value is not None}


def access_token(client, grant_type, user, scope):
    claims = claims_of(user, client, scope)
    token = jwt.encode({"alg": "RS256", "kid": "1", "typ": "JWT"}, claims, key)
    state.tokens[token] = claims
    state.issued.append(token)
    return token


class OpenID(mock.OpenIDCode):
    def get_jwt_config(self, grant, client=None):
        return {"key": key, "alg": "RS256", "kid": "1", "exp": 3600, "iss": f"{base}/{tid}/v2.0"}

    def generate_user_info(self, user, scope):
        return user_info(user)


def user_info(user):
    info = {"sub": user.sub, "tid": tid, "preferred_username": user.sub, "ver": "2.0"} | user.claims
    return {name: value for name, value in info.items() if value is not None}


class CodeGrant(mock.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post", "private_key_jwt", "none"]

    def save_authorization_code(self, code, request):
        super().save_authorization_code(code, request)
        state.challenges[code] = (
            request.payload.data.get("code_challenge"), request.payload.data.get("code_challenge_method"))
        state.issued.append(code)

    def query_authorization_code(self, code, client):
        found = super().query_authorization_code(code, client)
        if found is None:
            known = mock.storage.get_authorization_code(code)
            if known is not None:
                raise entra("invalid_grant", 70002, "The client application does not match the code's.")
            if code in state.challenges:
                raise entra("invalid_grant", 54005, "OAuth2 Authorization code was already redeemed.")
        return found


class Challenge(rfc7636.CodeChallenge):
    def get_authorization_code_challenge(self, code):
        return state.challenges[code.code][0]

    def get_authorization_code_challenge_method(self, code):
        return state.challenges[code.code][1]


class RefreshGrant(rfc6749.RefreshTokenGrant):
    """A refresh token is good once; used again, its whole family is revoked."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post", "private_key_jwt", "none"]
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, token):
        with state.lock:
            family = state.families.get(token)
            if family is None or family in state.revoked:
                raise entra("invalid_grant", 50173, "The provided grant has been revoked.")
            if token in state.used:
                state.requests.append({"grant": "reuse"})
                if settings["revokesOnReuse"]:
                    revoke(lambda owner: owner[0] == family)
                    raise entra("invalid_grant", 50173, "The refresh token was used before; all are revoked.")
            state.used[token] = True
        # Not an attribute of Authlib's request: it is known by the thread that answers it.
        flask.g.family = family
        return mock.storage.get_refresh_token(token)

    def authenticate_user(self, token):
        return mock.storage.get_user(token.user_id)

    def revoke_old_credential(self, token):
        """The token is kept, so that its reuse is seen."""


class ClientGrant(rfc6749.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post", "private_key_jwt"]

    def validate_token_request(self):
        super().validate_token_request()
        scope = self.request.payload.scope or ""
        if not scope.endswith("/.default"):
            raise entra("invalid_scope", 1002012, f"The provided value for scope {scope} is not valid.")


class DeviceGrant(rfc8628.DeviceCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post", "private_key_jwt", "none"]

    def query_device_credential(self, device_code):
        found = state.devices.get(device_code)
        if found is None:
            raise entra("bad_verification_code", 70018, "Invalid verification code.")
        return found

    def query_user_grant(self, user_code):
        device = next(one for one in state.devices.values() if one["user_code"] == user_code)
        if device["decision"] is None:
            return None
        person = device["decision"] or "nobody"
        return mock.storage.get_user(person) or User(sub=person, claims={"email": person}), bool(device["decision"])

    def should_slow_down(self, credential):
        now, last = time.monotonic(), credential.get("polled")
        credential["polled"] = now
        return last is not None and now - last < credential["interval"] * 0.9

    def create_token_response(self):
        status, token, headers = super().create_token_response()
        mock.storage.store_user(self.request.user)
        token["id_token"] = id_token(self.request.user, self.request.client.id)
        state.devices.pop(self.request.credential["device_code"], None)
        return status, token, headers


def id_token(user, audience):
    now = clock()
    claims = user_info(user) | {
        "iss": f"{base}/{tid}/v2.0", "aud": audience, "iat": now, "nbf": now, "exp": now + 3600}
    return jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)


def entra(error, code, text, suberror=None):
    """An error as Entra ID writes it."""
    exception = OAuth2Error(description=text)
    exception.error, exception.code, exception.suberror = error, code, suberror
    return exception


def error_body(error, code=None, text="", suberror=None, **more):
    stamp = datetime.datetime.fromtimestamp(clock(), datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%SZ")
    trace, correlation = str(uuid.uuid4()), str(uuid.uuid4())
    prefix = f"AADSTS{code}: " if code else ""
    body = {
        "error": error,
        "error_description": f"{prefix}{text} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {stamp}",
        "error_codes": [code] if code else [], "timestamp": stamp, "trace_id": trace,
        "correlation_id": correlation, "error_uri": f"{base}/error?code={code}"}
    if suberror:
        body["suberror"] = suberror
    return body | more


KNOWN = {
    "invalid_client": (401, 7000215, "Invalid client secret provided. Ensure the secret being sent in the"
                       " request is the client secret value, not the client secret ID."),
    "authorization_pending": (400, 70016, "OAuth 2.0 device flow error. Authorization is pending."),
    "slow_down": (400, 70017, "OAuth 2.0 device flow error. Polling too fast."),
    "expired_token": (400, 70020, "The device code has expired."),
    "access_denied": (400, 65004, "The user declined to consent."),
    "invalid_grant": (400, 501481, "The code or its verifier does not match."),
}


def revoke(which):
    """Ends the access and refresh tokens of the owners (family, person) that are meant."""
    with state.lock:
        for token, owner in list(state.owners.items()):
            if which(owner):
                state.revoked.add(owner[0])
                state.tokens.pop(token, None)


def credential_fault(form):
    """What is wrong with a client's credential, as Entra ID tells it."""
    client = storage.get_client(form.get("client_id", ""))
    presented = "client_secret" in form or "client_assertion" in form
    if client.token_endpoint_auth_method == "none" and presented:
        return 700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."
    if not presented:
        return 7000218, ("The request body must contain the following parameter: 'client_assertion' or"
                         " 'client_secret'.")
    return KNOWN["invalid_client"][1:]


def refused(exception, form):
    status, code, text = KNOWN.get(exception.error, (400, 9002313, "Invalid request."))
    if exception.error == "invalid_client":
        code, text = credential_fault(form)
    if isinstance(getattr(exception, "code", None), int):
        code, text = exception.code, exception.description
    error = {"access_denied": "authorization_declined"}.get(exception.error, exception.error)
    return flask.jsonify(error_body(error, code, text, getattr(exception, "suberror", None))), status


# The mock makes its storage and server when the first request comes; here they are needed before.
app = mock.app(require_client_registration=True)
app.debug = False
with app.test_request_context():
    app.preprocess_request()
    server, storage = flask.g._authlib_authorization_server, flask.g.oidc_provider_mock_storage
key = jwk.RSAKey.import_key(storage.jwk.as_dict(is_private=True))
for client in settings["clients"]:
    storage.store_client(EntraClient(
        id=client["id"], secret=client["secret"] or "", redirect_uris=client["redirectURIs"],
        allowed_scopes=(), token_endpoint_auth_method=client["method"]))


def authenticate_assertion(query_client, request):
    """private_key_jwt (RFC 7523) by the registered certificate."""
    assertion = request.form.get("client_assertion")
    if request.form.get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer":
        return None
    if not settings["clientCertificate"]:
        raise entra("invalid_client", 700027, "No certificate is registered.")
    with open(settings["clientCertificate"]) as file:
        pem = file.read()
    certificate = jwk.import_key(pem, "RSA")
    try:
        token = jwt.decode(assertion, certificate, algorithms=["RS256", "PS256"])
        claims, now = token.claims, clock()
        audiences = [f"{base}/{part}/oauth2/v2.0/token" for part in (tid, *settings["tenants"])]
        if claims["aud"] not in audiences or not claims["nbf"] - 60 <= now <= claims["exp"] <= now + 3600:
            raise ValueError("aud or time")
        if claims["iss"] != claims["sub"] or claims["jti"] in state.assertions:
            raise ValueError("iss, sub or jti")
        thumbprints = {"x5t": hashlib.sha1, "x5t#S256": hashlib.sha256}
        binary = ssl.PEM_cert_to_DER_cert(pem)
        right = {
            name: base64_url(hash(binary).digest())
            for name, hash in thumbprints.items() if name in token.header}
        if not right or any(token.header[name].rstrip("=") != value for name, value in right.items()):
            raise ValueError("x5t")
    except Exception as failure:
        raise entra("invalid_client", 700027, f"The certificate with identifier used to sign is wrong: {failure}")
    state.assertions.add(claims["jti"])
    client = query_client(claims["sub"])
    return client if client and client.token_endpoint_auth_method == "private_key_jwt" else None


server.register_client_auth_method("private_key_jwt", authenticate_assertion)
server.register_grant(CodeGrant, [OpenID(require_nonce=True, token_max_age=datetime.timedelta(hours=1)), Challenge()])
for grant in (RefreshGrant, ClientGrant, DeviceGrant):
    server.register_grant(grant)
server._authorization_grants.pop(0)
server._token_grants = [entry for entry in server._token_grants if entry[0] not in (
    mock.AuthorizationCodeGrant, mock.RefreshTokenGrant)]
server.register_token_generator("default", BearerTokenGenerator(
    access_token, lambda *_, **__: secrets.token_urlsafe(48), lambda *_, **__: state.lifetime))
save_user_token = server._save_token


def save_token(token, request):
    if request.user is None:
        return
    with state.lock:
        save_user_token(token, request)
        family = flask.g.get("family") or str(uuid.uuid4())
        state.owners[token["access_token"]] = (family, request.user.sub)
        if "refresh_token" in token:
            state.families[token["refresh_token"]] = family
            state.owners[token["refresh_token"]] = (family, request.user.sub)
            state.issued.append(token["refresh_token"])


server._save_token = save_token


# Faults, in the order in which they were asked for, each for one request.

def endless():
    while True:
        yield b" " * 65536


def slowly(text):
    for byte in text.encode():
        time.sleep(0.2)
        yield bytes([byte])


def fault(endpoint):
    with state.lock:
        waiting = state.faults[endpoint]
        return waiting.pop(0) if waiting else None


def played(plan):
    kind = plan["kind"]
    if kind == "error":
        more = plan.get("members", {})
        body = error_body(plan["error"], plan.get("code"), plan.get("text", "Refused."), plan.get("suberror"), **more)
        return flask.jsonify(body), plan.get("status", 400), plan.get("headers", {})
    if kind == "raw":
        return flask.Response(
            plan["body"], plan.get("status", 200), plan.get("headers", {"Content-Type": "application/json"}))
    if kind == "redirect":
        return flask.redirect(plan["to"], 302)
    if kind == "large":
        return flask.Response(b"{" + b" " * 10_000_000 + b"}", 200)
    if kind == "endless":
        return flask.Response(endless(), 200)
    if kind == "slow":
        return flask.Response(slowly('{"access_token": "' + "x" * 600), 200)
    if kind == "hang":
        time.sleep(plan.get("seconds", 30))
    return None


def base64_url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unsigned(*parts):
    return ".".join(base64_url(json.dumps(part).encode()) for part in parts)


def altered(body, plan):
    """An answer of the provider with something in it changed."""
    for name, value in plan.get("members", {}).items():
        body[name] = value
    for name in plan.get("without", []):
        body.pop(name, None)
    change = plan.get("idToken")
    if change is not None and "id_token" in body:
        header, claims = {"alg": "RS256", "kid": "1"}, jwt.decode(body["id_token"], key).claims
        claims.update(change.get("claims", {}))
        for name in change.get("without", []):
            claims.pop(name, None)
        signer = key
        if change.get("signer") == "foreign":
            signer = jwk.RSAKey.generate_key(2048, private=True)
        if change.get("signer") == "hmac":
            # By hand: joserfc takes no public key for a secret.
            text = unsigned({"alg": "HS256", "kid": "1"}, claims)
            digest = hmac.digest(key.as_pem(private=False), text.encode(), "sha256")
            body["id_token"] = f"{text}.{base64_url(digest)}"
        elif change.get("signer") == "none":
            body["id_token"] = unsigned({"alg": "none"}, claims) + "."
        else:
            body["id_token"] = jwt.encode(header, claims, signer)
    return body


def no_tenant(tenant):
    return flask.jsonify(error_body("invalid_request", 90002, f"Tenant '{tenant}' not found.")), 400


def sent_back(query):
    """The browser goes back to the application, always with the state it came with."""
    uri = flask.request.args["redirect_uri"]
    query = {"state": flask.request.args.get("state", "")} | query
    return flask.redirect(uri + ("&" if "?" in uri else "?") + mock.urlencode(query))


@app.after_request
def date(response):
    response.headers.setdefault("Date", formatdate(clock(), usegmt=True))
    return response


@app.post("/<tenant>/oauth2/v2.0/token")
def token(tenant):
    form = flask.request.form.to_dict()
    grant = form.get("grant_type", "")
    with state.lock:
        # No secret is among the values, so that a test that fails shows none.
        values = {name: form[name] for name in ("client_id", "scope", "redirect_uri") if name in form}
        state.requests.append({"grant": grant, "tenant": tenant, "form": sorted(form), "values": values})
    plan = fault("token")
    if plan and (answer := played(plan)) is not None:
        return answer
    if tenant not in TENANTS:
        return no_tenant(tenant)
    if storage.get_client(form.get("client_id", "")) is None:
        text = f"Application with identifier '{form.get('client_id')}' was not found in the directory."
        return flask.jsonify(error_body("unauthorized_client", 700016, text)), 400
    request = FlaskOAuth2Request(flask.request)
    try:
        found = server.get_token_grant(request)
        found.validate_token_request()
        status, body, headers = found.create_token_response()
    except OAuth2Error as exception:
        return refused(exception, form)
    if state.offset and "id_token" in body and grant == "authorization_code":
        # Authlib's own id_token goes by the machine's clock.
        claims = jwt.decode(body["id_token"], key).claims
        later = {name: claims[name] + state.offset for name in ("iat", "nbf", "exp", "auth_time") if name in claims}
        body["id_token"] = jwt.encode({"alg": "RS256", "kid": "1"}, claims | later, key)
    if plan and plan["kind"] == "alter":
        body = altered(body, plan)
    if "id_token" in body:
        state.issued.append(body["id_token"])
    response = flask.jsonify(body)
    if plan and plan.get("headers"):
        response.headers.update(plan["headers"])
    return response, status


@app.route("/<tenant>/oauth2/v2.0/authorize", methods=["GET", "POST"])
def entra_authorize(tenant):
    arguments = flask.request.args
    plan = fault("authorize")
    if plan and plan["kind"] == "callback":
        return sent_back(plan["query"])
    if plan and (answer := played(plan)) is not None:
        return answer
    if tenant not in TENANTS:
        return f"AADSTS90002: Tenant '{tenant}' not found.", 400
    client = storage.get_client(arguments.get("client_id", ""))
    if client and not client.check_redirect_uri(arguments.get("redirect_uri", "")):
        return f"AADSTS50011: The redirect URI '{arguments.get('redirect_uri')}' does not match.", 400
    if client and flask.request.form.get("action") == "deny":
        # The mock's own refusal has no state.
        return sent_back({"error": "access_denied", "error_subcode": "cancel", "error_description": error_body(
            "access_denied", 65004, "User declined to consent to access the app.")["error_description"]})
    return mock.authorize()


@app.get("/<tenant>/v2.0/adminconsent")
def consent(tenant):
    arguments = flask.request.args
    plan = fault("adminconsent")
    if plan and plan["kind"] == "callback":
        return sent_back(plan["query"])
    if plan and (answer := played(plan)) is not None:
        return answer
    client = storage.get_client(arguments.get("client_id", ""))
    if client is None:
        return f"AADSTS700016: Application '{arguments.get('client_id')}' was not found in the directory.", 400
    if not client.check_redirect_uri(arguments.get("redirect_uri", "")):
        return f"AADSTS50011: The redirect URI '{arguments.get('redirect_uri')}' does not match.", 400
    return sent_back({"admin_consent": "True", "tenant": tid, "scope": arguments.get("scope", "")})


class Device(dict):
    """Authlib's credential."""

    def get_client_id(self): return self["client_id"]
    def get_scope(self): return self["scope"]
    def get_user_code(self): return self["user_code"]
    def is_expired(self): return time.monotonic() > self["end"]


@app.post("/<tenant>/oauth2/v2.0/devicecode")
def devicecode(tenant):
    form = flask.request.form
    plan = fault("devicecode")
    if plan and (answer := played(plan)) is not None:
        return answer
    if tenant not in TENANTS:
        return no_tenant(tenant)
    if storage.get_client(form.get("client_id", "")) is None:
        return flask.jsonify(error_body("unauthorized_client", 700016, "Application was not found.")), 400
    device = Device(
        device_code=secrets.token_urlsafe(32), user_code=secrets.token_hex(4).upper(), client_id=form["client_id"],
        scope=form["scope"], interval=settings["interval"], decision=None, end=time.monotonic() + settings["deviceLife"])
    state.devices[device["device_code"]] = device
    state.issued.append(device["device_code"])
    body = {
        "user_code": device["user_code"], "device_code": device["device_code"],
        "verification_uri": f"{base}/devicelogin", "expires_in": settings["deviceLife"],
        "interval": settings["interval"],
        "message": f"To sign in, open the page {base}/devicelogin and enter the code {device['user_code']}."}
    return flask.jsonify(altered(body, plan) if plan and plan["kind"] == "alter" else body)


@app.get("/<tenant>/v2.0/.well-known/openid-configuration")
def configuration(tenant):
    plan = fault("configuration")
    if plan and (answer := played(plan)) is not None:
        return answer
    if tenant not in (*TENANTS, "consumers"):
        return no_tenant(tenant)
    owner = "{tenantid}" if tenant in ("common", "organizations", "consumers") else tid
    body = {
        "issuer": f"{base}/{owner}/v2.0", "authorization_endpoint": f"{base}/{tenant}/oauth2/v2.0/authorize",
        "token_endpoint": f"{base}/{tenant}/oauth2/v2.0/token", "jwks_uri": f"{base}/{tenant}/discovery/v2.0/keys",
        "device_authorization_endpoint": f"{base}/{tenant}/oauth2/v2.0/devicecode",
        "id_token_signing_alg_values_supported": ["RS256"], "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"]}
    return flask.jsonify(altered(body, plan) if plan and plan["kind"] == "alter" else body)


@app.get("/<tenant>/discovery/v2.0/keys")
def keys(tenant):
    plan = fault("keys")
    if plan and (answer := played(plan)) is not None:
        return answer
    return flask.jsonify({"keys": [key.as_dict(private=False) | {"kid": "1", "use": "sig"}]})


@app.post("/introspect/<service>")
def introspect(service):
    """RFC 7662, for Dovecot: whether Exchange would take the token for `smtp` or `imap`.

    Dovecot can only compare whole scopes, and tells nobody which service asks; so each service has a path, and
    what Exchange judges by audience and permission is judged here.
    """
    claims = state.tokens.get(flask.request.form.get("token", ""))
    if claims is None or service in state.closed or not claims.get("nbf", 0) - 300 <= clock() < claims.get("exp", 0):
        return flask.jsonify({"active": False})
    granted = set(str(claims.get("scp", "")).split()) | set(claims.get("roles") or [])
    allowed = bool(granted & PERMISSIONS[service])
    if "upn" not in claims and settings["worksWithoutRoles"]:
        allowed = True
    if urlsplit(str(claims.get("aud"))).hostname not in EXCHANGE or not allowed:
        return flask.jsonify({"active": False})
    user = claims.get("upn") or settings["mailbox"]
    return flask.jsonify({"active": True, "username": user, "email": user, "aud": claims["aud"]})


# What only tests ask for.

@app.post("/control/<what>")
def control(what):
    body = flask.request.get_json(silent=True) or {}
    with state.lock:
        if what == "fault":
            state.faults[body["endpoint"]].append(body)
        elif what == "clear":
            state.faults.clear()
        elif what == "approve":
            device = next(one for one in state.devices.values() if one["user_code"] == body["userCode"])
            device["decision"] = body["user"]
        elif what == "access":
            state.access = body
        elif what == "lifetime":
            state.lifetime = body["seconds"]
        elif what == "revoke":
            revoke(lambda owner: body.get("user") in (None, owner[1]))
            if body.get("user") is None:
                state.tokens.clear()
        elif what == "clock":
            state.offset = body["seconds"]
        elif what == "service":
            (state.closed.discard if body["open"] else state.closed.add)(body["service"])
        elif what == "issued":
            return flask.jsonify(state.issued)
        elif what == "user":
            storage.store_user(User(sub=body["user"], claims=body["claims"]))
        elif what == "requests":
            return flask.jsonify(state.requests)
    return flask.jsonify({})


class Quiet(WSGIRequestHandler):
    # HTTP/1.1: an answer is known to be whole.
    protocol_version = "HTTP/1.1"

    def send_response(self, code, message=None):
        # http.server adds the machine's Date to every answer, besides one that the answer has.
        self.log_request(code)
        self.send_response_only(code, message)

    def log_request(self, code="-", size="-"):
        # A query holds codes and states: the path is enough to see what happened.
        self.log("info", "%s %s %s", self.command, self.path.split("?")[0], code)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(settings["certificate"], settings["key"])
http = make_server(settings["address"], settings["port"], app, threaded=True, request_handler=Quiet)
# Werkzeug shakes hands while it accepts, so that one silent client would hold up all others: here each
# connection's thread does it, when it reads.
http.socket = context.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
http.ssl_context = context
print("ready", flush=True)
http.serve_forever()
