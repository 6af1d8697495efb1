// A real OpenID provider (oidc-provider) in the place of NHS login and CIS2, for the tests of sign-in.
//
// Started by fixtures: node provider.mjs '{"port": …, "clients": […], "people": {"login": {claims}}}'. Whoever is asked
// to sign in becomes the person named by the `login` cookie. GET /faults?… makes it misbehave, as a provider might.
import { createServer } from "node:http";
import { createPrivateKey, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { Provider } from "oidc-provider";

const given = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${given.port}`;
const faults = {};

const newKey = () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS512" };
};

let key;

const makeProvider = () => {
  key = newKey();
  const provider = new Provider(issuer, {
    clients: given.clients,
    jwks: { keys: [key] },
    cookies: { keys: ["for tests only"] },
    clientAuthMethods: ["private_key_jwt"],
    enabledJWA: {
      idTokenSigningAlgValues: ["RS256", "RS512"],
      clientAuthSigningAlgValues: ["RS512"],
    },
    conformIdTokenClaims: false,
    extraParams: ["vtr"],
    scopes: ["openid", "profile", "nationalrbacaccess"],
    claims: {
      profile: ["nhs_number", "birthdate", "family_name", "identity_proofing_level", "vot"],
      nationalrbacaccess: ["nhsid_nrbac_roles", "selected_roleid", "authentication_assurance_level"],
    },
    pkce: { required: () => true },
    ttl: { AuthorizationCode: 60, IdToken: 600, AccessToken: 600, Session: 600, Interaction: 600, Grant: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ ...given.people[id], sub: id }) }),
  });
  provider.on("server_error", (_ctx, error) => console.error(error));
  return provider;
};

let provider = makeProvider();
let answer = provider.callback();

const interact = async (request, response) => {
  const details = await provider.interactionDetails(request, response);
  const login = /(?:^|; )login=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
  if (!login) return provider.interactionFinished(request, response, { error: "access_denied", error_description: "ConsentNotGiven" });
  const grant = new provider.Grant({ accountId: login, clientId: details.params.client_id });
  grant.addOIDCScope(details.params.scope);
  const result = { login: { accountId: login }, consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

const misbehave = (request, response) => {
  for (const name of Object.keys(faults)) delete faults[name];
  for (const [name, value] of new URL(request.url, issuer).searchParams) faults[name] = value;
  if ("rotate" in faults) {
    delete faults.rotate;
    provider = makeProvider();
    answer = provider.callback();
  }
  response.end("ok");
};

// Takes the provider's own answer and signs it again with what the fault asks for: the client must see through each.
const forge = async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const original = await fetch(`${issuer}/token?straight`, { method: "POST", headers, body });
  const tokens = await original.json();
  if (tokens.id_token) {
    const [head, payload] = tokens.id_token.split(".").map((part) => Buffer.from(part, "base64url").toString("utf8"));
    const header = { ...JSON.parse(head), ...JSON.parse(faults.header ?? "{}") };
    const claims = { ...JSON.parse(payload), ...JSON.parse(faults.claims ?? "{}") };
    const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    const signer = createPrivateKey({ key: faults.otherKey ? newKey() : key, format: "jwk" });
    const signature = createSign("RSA-SHA512").update(parts).sign(signer, "base64url");
    tokens.id_token = header.alg === "none" ? `${parts}.` : `${parts}.${signature}`;
  }
  response.writeHead(original.status, { "content-type": "application/json" }).end(JSON.stringify(tokens));
};

createServer((request, response) => {
  const path = request.url.split("?")[0];
  if (path === "/faults") return misbehave(request, response);
  if (faults.away) return response.writeHead(503).end();
  if (path.startsWith("/interaction/")) return interact(request, response).catch((error) => response.writeHead(500).end(String(error)));
  if (path === "/token" && !request.url.includes("?straight") && (faults.claims || faults.header || faults.otherKey)) return forge(request, response);
  return answer(request, response);
}).listen(given.port, "127.0.0.1", () => console.log("ready"));
