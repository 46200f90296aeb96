import type { OpenEnum } from '../../open-enum.js'
import type { ApiVersion, CommandResponse, FreeMap, JournaledResponse } from '../envelope/types.js'

/**
 * Kinds of manifests. `Chatbot` and `Chat` belong to servers up to 0.13, `LLMClient` and `Prompt` to later ones;
 * servers 0.12 and 0.13 say `AuthToken` for `SmarterAuthToken`.
 */
export type ManifestKind =
  | 'Account'
  | 'ApiConnection'
  | 'ApiPlugin'
  | 'AuthToken'
  | 'Chat'
  | 'Chatbot'
  | 'LLMClient'
  | 'Plugin'
  | 'Prompt'
  | 'Provider'
  | 'Secret'
  | 'SmarterAuthToken'
  | 'SqlConnection'
  | 'SqlPlugin'
  | 'User'
  | 'Vectorstore'

/** What every manifest says about itself. */
export interface ManifestMetadata {
  /** Name, 1 to 50 characters that fit in a URL. Servers from 0.14 store it in snake_case: look it up in that form. */
  name: string
  /** What the resource is for. */
  description: string | null
  /** Semantic version, for example `1.0.0`. */
  version: string | null
  /** Labels. */
  tags?: string[] | null
  /** Objects of one key each, with text up to 2048 characters. */
  annotations?: FreeMap[] | null
}

/** A resource of Smarter, described. */
export interface Manifest<
  Kind extends string = OpenEnum<ManifestKind>,
  Spec = FreeMap,
  Status = FreeMap,
  Metadata extends ManifestMetadata = ManifestMetadata,
> {
  /** Version of the manifest's format: `smarter.sh/v1`. */
  apiVersion: ApiVersion
  /** What is described. */
  kind: Kind
  /** About the manifest. */
  metadata: Metadata
  /** What the resource should be. */
  spec: Spec
  /** What the resource is. The server writes it; it is ignored on apply. */
  status?: Status | null
}

/** Dates that most kinds have in their status. */
export interface ManifestStatus {
  /** Public id of the resource. Servers from 0.14. */
  recordLocator?: string | null
  /** When it was made, ISO 8601. */
  created?: string | null
  /** When it was last changed, ISO 8601. */
  modified?: string | null
}

/** Status of kinds that belong to one user. */
export interface OwnedStatus extends ManifestStatus {
  /** Account number of the owner. */
  accountNumber?: string | null
  /** Login name of the owner. */
  username?: string | null
}

/** Status of connections and users, whose owner is spelled in snake_case. */
export interface SnakeOwnedStatus extends ManifestStatus {
  /** Account number of the owner. */
  account_number?: string | null
  /** Login name of the owner. */
  username?: string | null
}

/** A domain of one's own for a chatbot. */
export interface CustomDomain {
  /** Zone of the domain at AWS. */
  aws_hosted_zone_id: string
  /** The domain. */
  domain_name: string
}

/** How a chatbot behaves and looks. */
export interface ChatbotConfig {
  /** Part of the host name before the account. */
  subdomain?: string | null
  /** A domain of one's own. */
  customDomain?: CustomDomain | null
  /** Whether it has a host of its own. Default `false`. */
  deployed?: boolean | null
  /** Company that serves the model. Default `openai`. */
  provider?: string | null
  /** Model that answers. Default `gpt-4o-mini`. */
  defaultModel?: string | null
  /** System prompt. */
  defaultSystemRole?: string | null
  /** Randomness, 0 to 1. Default 0.5. */
  defaultTemperature?: number | null
  /** Most tokens to write, above 0. Default 2048. */
  defaultMaxTokens?: number | null
  /** Title of the chat window. */
  appName?: string | null
  /** Name that the assistant goes by. */
  appAssistant?: string | null
  /** First thing the assistant says. */
  appWelcomeMessage?: string | null
  /** Prompts that the window suggests. */
  appExamplePrompts?: string[] | null
  /** Text in the empty input. */
  appPlaceholder?: string | null
  /** Page with more about the chatbot. */
  appInfoUrl?: string | null
  /** Picture behind the chat. */
  appBackgroundImageUrl?: string | null
  /** Logo of the window. */
  appLogoUrl?: string | null
  /** Whether files can be attached. Default `false`. */
  appFileAttachment?: boolean | null
  /** State of the domain's DNS. Servers up to 0.13, on describe. */
  dnsVerificationStatus?: DnsVerificationStatus | null
  /** State of the domain's certificate. Servers up to 0.13, on describe. */
  tlsCertificateIssuanceStatus?: OpenEnum<'No Certificate' | 'Requested' | 'Issued' | 'Failed'> | null
}

/** State of a domain's DNS. */
export type DnsVerificationStatus = OpenEnum<'Verifying' | 'Not Verified' | 'Verified' | 'Failed'>

/** What a chatbot should be. */
export interface ChatbotSpec {
  /** How it behaves and looks. */
  config: ChatbotConfig
  /** Names of the plugins it uses; they must exist and belong to the caller. */
  plugins?: string[] | null
  /** Built-in functions it may call. */
  functions?: OpenEnum<'get_current_weather' | 'date_calculator' | 'calculator'>[] | null
  /** Name of the key that prompts need; without one anybody may prompt. */
  apiKey?: string | null
}

/** What a chatbot is. `urlChatbot` and `scheme` come from servers up to 0.13, `urlLLMClient` and `urlChatConfig` from later ones. */
export interface ChatbotStatus extends OwnedStatus {
  /** Whether it has a host of its own. */
  deployed?: boolean | null
  /** Host on the platform's domain. */
  defaultHost?: string | null
  /** Address on the platform's domain. */
  defaultUrl?: string | null
  /** Address on a domain of one's own. */
  customUrl?: string | null
  /** Host of the workbench; on servers up to 0.13 with a path. */
  sandboxHost?: string | null
  /** Address in the workbench; it ends in the chatbot's id. */
  sandboxUrl?: string | null
  /** Host in use. */
  hostname?: string | null
  /** `https` or `http`. */
  scheme?: string | null
  /** Address in use. */
  url?: string | null
  /** Where prompts go. Servers from 0.14. */
  urlLLMClient?: string | null
  /** Where prompts go. Servers up to 0.13. */
  urlChatbot?: string | null
  /** Chat window. */
  urlChatapp?: string | null
  /** Where configs come from. Servers from 0.14. */
  urlChatConfig?: string | null
  /** State of the domain's DNS. */
  dnsVerificationStatus?: DnsVerificationStatus | null
}

/** A chatbot on servers up to 0.13. */
export type ChatbotManifest = Manifest<'Chatbot', ChatbotSpec, ChatbotStatus>

/** A chatbot on servers from 0.14. */
export type LLMClientManifest = Manifest<'LLMClient', ChatbotSpec, ChatbotStatus>

/** About a plugin's manifest. */
export interface PluginMetadata extends ManifestMetadata {
  /** Where the plugin's knowledge is. */
  pluginClass: OpenEnum<'static' | 'api' | 'sql'>
}

/** When a plugin takes part. */
export interface PluginSelector {
  /** On certain words, always, or when the model asks. */
  directive: OpenEnum<'search_terms' | 'always' | 'llm'>
  /** The words, with directive `search_terms`. */
  searchTerms?: string[] | null
}

/** How a plugin changes the prompt. */
export interface PluginPrompt {
  /** Company that serves the model. Default `openai`, and no other is taken. */
  provider?: string | null
  /** Text added to the system prompt, up to 8192 characters. */
  systemRole: string
  /** Model that answers. Default `gpt-4o-mini`. */
  model?: string | null
  /** Randomness, 0 to 1. Default 0.5. */
  temperature?: number | null
  /** Most tokens to write. Default 2048. */
  maxTokens?: number | null
}

/** What all plugins should be. */
export interface PluginSpecBase {
  /** When it takes part. */
  selector: PluginSelector
  /** How it changes the prompt. */
  prompt: PluginPrompt
}

/** What a plugin with fixed knowledge should be. */
export interface PluginSpec extends PluginSpecBase {
  /** The knowledge. */
  data: {
    /** Any JSON object. */
    staticData: FreeMap
  }
}

/** A plugin with fixed knowledge. */
export type PluginManifest = Manifest<'Plugin', PluginSpec, OwnedStatus, PluginMetadata>

/** An argument that a model may give to a plugin. */
export interface PluginParameter {
  /** Name of the argument. */
  name: string
  /** Its JSON type. */
  type: OpenEnum<'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null'>
  /** What it means, in words for the model. */
  description?: string | null
  /** Whether it must be given. Default `false`. */
  required?: boolean | null
  /** The values it may have. */
  enum?: unknown[] | null
  /** The value when none is given. */
  default?: unknown
}

/** A named value. */
export interface NameValue {
  /** Name. */
  name: string
  /** Value. */
  value?: unknown
}

/** A parameter of a URL. */
export interface KeyValue {
  /** Name. */
  key: string
  /** Value. */
  value?: unknown
}

/** The request that an API plugin makes. */
export interface ApiData {
  /** Path below the connection's address. */
  endpoint: string
  /** HTTP method. Default `GET`. */
  method?: string | null
  /** Query parameters. */
  urlParams?: KeyValue[] | null
  /** Headers. */
  headers?: NameValue[] | null
  /** Body. */
  body?: unknown
  /** Arguments that the model gives. */
  parameters?: PluginParameter[] | null
  /** Arguments for trying it out. */
  testValues?: NameValue[] | null
  /** Most rows to hand to the model. Default 100. */
  limit?: number | null
}

/** What an API plugin should be. */
export interface ApiPluginSpec extends PluginSpecBase {
  /** Name of an ApiConnection. */
  connection: string
  /** The request. */
  apiData: ApiData
}

/** A plugin that asks a web API. */
export type ApiPluginManifest = Manifest<'ApiPlugin', ApiPluginSpec, OwnedStatus, PluginMetadata>

/** The query that an SQL plugin makes. */
export interface SqlData {
  /** SQL with placeholders in braces. */
  sqlQuery: string
  /** Arguments that the model gives. */
  parameters?: PluginParameter[] | null
  /** Arguments for trying it out. */
  testValues?: NameValue[] | null
  /** Most rows to hand to the model. Default 100. */
  limit?: number | null
}

/** What an SQL plugin should be. */
export interface SqlPluginSpec extends PluginSpecBase {
  /** Name of an SqlConnection. */
  connection: string
  /** The query. */
  sqlData: SqlData
}

/** A plugin that asks a database. */
export type SqlPluginManifest = Manifest<'SqlPlugin', SqlPluginSpec, OwnedStatus, PluginMetadata>

/** A proxy between the platform and a connection's other end. */
export interface ProxySettings {
  /** Host of the proxy. */
  proxyHost?: string | null
  /** Port of the proxy. */
  proxyPort?: number | null
  /** Login name at the proxy. */
  proxyUsername?: string | null
  /** Name of the Secret with the password at the proxy. */
  proxyPassword?: string | null
}

/** What an API connection should be. */
export interface ApiConnectionSpec {
  /** The connection. */
  connection: ProxySettings & {
    /** Address that endpoints start from. */
    baseUrl: string
    /** Name of the Secret with the key. */
    apiKey?: string | null
    /** How to log in. Default `none`. */
    authMethod?: OpenEnum<'none' | 'basic' | 'token' | 'oauth'> | null
    /** Longest wait, in seconds. Default 30. */
    timeout?: number | null
    /** Protocol of the proxy. */
    proxyProtocol?: string | null
  }
}

/** A web API that plugins can ask. */
export type ApiConnectionManifest = Manifest<'ApiConnection', ApiConnectionSpec, SnakeOwnedStatus>

/** What an SQL connection should be. */
export interface SqlConnectionSpec {
  /** The connection. */
  connection: ProxySettings & {
    /** Engine, as Django names it, for example `django.db.backends.postgresql`. */
    dbEngine: string
    /** Host of the database. */
    hostname: string
    /** Port of the database. */
    port?: number | null
    /** Name of the database. */
    database: string
    /** Login name. */
    username?: string | null
    /** Name of the Secret with the password. */
    password?: string | null
    /** Longest wait, in seconds. Default 30. */
    timeout?: number | null
    /** Whether to encrypt. Default `false`. */
    useSsl?: boolean | null
    /** Certificate of the client. */
    sslCert?: string | null
    /** Key of the client's certificate. */
    sslKey?: string | null
    /** Certificate that vouches for the server. */
    sslCa?: string | null
    /** Hosts that SSH trusts. */
    sshKnownHosts?: string | null
    /** Connections kept open. Default 5. */
    poolSize?: number | null
    /** Connections opened beyond those. Default 10. */
    maxOverflow?: number | null
    /** How to log in. Default `none`. */
    authenticationMethod?: OpenEnum<'none' | 'tcpip' | 'tcpip_ssh' | 'ldap_user_pwd'> | null
  }
}

/** A database that plugins can ask. */
export type SqlConnectionManifest = Manifest<'SqlConnection', SqlConnectionSpec, SnakeOwnedStatus>

/** About an account's manifest. */
export interface AccountMetadata extends ManifestMetadata {
  /** Account number, `dddd-dddd-dddd`. */
  accountNumber?: string | null
}

/** What an account should be. */
export interface AccountSpec {
  /** The company. */
  config: {
    /** Name of the company. */
    companyName: string
    /** Telephone number. */
    phoneNumber?: string | null
    /** First line of the address. */
    address1?: string | null
    /** Second line of the address. */
    address2?: string | null
    /** Town. */
    city?: string | null
    /** State or province. */
    state?: string | null
    /** Postal code. */
    postalCode?: string | null
    /** Country code. Default `US`. */
    country?: string | null
    /** Language tag. Default `en-US`. */
    language?: string | null
    /** Name of the time zone. Default `America/New_York`. */
    timezone?: string | null
    /** Currency code. Default `USD`. */
    currency?: string | null
  }
}

/** What an account is. */
export interface AccountStatus extends ManifestStatus {
  /** Login name of the administrator. */
  adminAccount?: string | null
}

/** A company on the platform. */
export type AccountManifest = Manifest<'Account', AccountSpec, AccountStatus, AccountMetadata>

/** About a user's manifest. */
export interface UserMetadata extends ManifestMetadata {
  /** Login name. */
  username: string
}

/** What a user should be. */
export interface UserSpec {
  /** The person. */
  config: {
    /** Given name. */
    firstName?: string | null
    /** Family name. */
    lastName?: string | null
    /** Mail address. */
    email: string
    /** Whether the user may make keys. Default `false`. */
    isStaff?: boolean | null
    /** Whether the user may log in. */
    isActive: boolean
  }
}

/** A person on the platform. Describe answers may hold more than this, a password's hash among it: do not log them. */
export type UserManifest = Manifest<'User', UserSpec, SnakeOwnedStatus, UserMetadata>

/** What a secret should be. */
export interface SecretSpec {
  /** The secret. */
  config: {
    /** The secret value: required on apply, and not always told on describe. */
    value?: string | null
    /** When it ends, ISO 8601. */
    expiration_date?: string | null
  }
}

/** What a secret is. */
export interface SecretStatus extends OwnedStatus {
  /** When it was last read, ISO 8601. */
  last_accessed?: string | null
}

/** A value that connections and providers log in with. */
export type SecretManifest = Manifest<'Secret', SecretSpec, SecretStatus>

/** What a provider should be. */
export interface ProviderSpec {
  /** The company. */
  provider: {
    /** Name of the company. */
    name: string
    /** What it offers. */
    description?: string | null
    /** Address of its API. */
    base_url?: string | null
    /** Name of the Secret with the key. */
    api_key?: string | null
    /** Path that shows whether the API can be reached. */
    connectivity_test_path?: string | null
    /** Address of its logo. */
    logo?: string | null
    /** Address of its pages. */
    website_url?: string | null
    /** Mail address of the company. */
    contact_email?: string | null
    /** Mail address for help. */
    support_email?: string | null
    /** Page with its terms. */
    terms_of_service_url?: string | null
    /** Page with its documentation. */
    docs_url?: string | null
    /** Page with its privacy policy. */
    privacy_policy_url?: string | null
  }
}

/** What a provider is. */
export interface ProviderStatus extends ManifestStatus {
  /** Whether it can be used. */
  is_active?: boolean | null
  /** Whether somebody reported it. */
  is_flagged?: boolean | null
  /** Whether it will go away. */
  is_deprecated?: boolean | null
  /** Whether it is shut off for now. */
  is_suspended?: boolean | null
  /** Whether the platform checked it. */
  is_verified?: boolean | null
  /** Whether somebody claims it. */
  ownership_requested?: unknown
  /** When the contact address was confirmed. */
  contact_email_verified?: unknown
  /** When the support address was confirmed. */
  support_email_verified?: unknown
  /** When its terms were accepted, ISO 8601. */
  tos_accepted_at?: string | null
  /** Who accepted its terms. */
  tos_accepted_by?: unknown
  /** Whether it could be made active. */
  can_activate?: boolean | null
}

/** A company whose models the platform calls. */
export type ProviderManifest = Manifest<'Provider', ProviderSpec, ProviderStatus>

/** A stored conversation on servers from 0.14.1; read-only, its name is a session key. */
export type PromptManifest = Manifest<'Prompt'>

/** A stored conversation on servers up to 0.14.0; read-only, its name is a session key. */
export type ChatManifest = Manifest<'Chat'>

/** What a key should be. */
export interface SmarterAuthTokenSpec {
  /** The key. */
  config: {
    /** Whether it can be used. Default `false`. */
    isActive?: boolean | null
    /** Login name of its owner. */
    username: string
  }
}

/** What a key is. */
export interface SmarterAuthTokenStatus extends ManifestStatus {
  /** When it was last used, ISO 8601. */
  lastUsedAt?: string | null
}

/** A key of the platform. Its secret part is never in a manifest. */
export type SmarterAuthTokenManifest = Manifest<'SmarterAuthToken', SmarterAuthTokenSpec, SmarterAuthTokenStatus>

/** A key of the platform on servers 0.12 and 0.13. */
export type AuthTokenManifest = Manifest<'AuthToken', SmarterAuthTokenSpec, SmarterAuthTokenStatus>

/** How text becomes vectors. */
export interface VectorstoreEmbeddings {
  /** Company that serves the model. */
  provider: string
  /** Model that makes the vectors. */
  providerModel?: string | null
  /** Further settings of the provider. */
  config?: FreeMap | null
  /** Length of the vectors. */
  dimensions?: number | null
  /** Deployment, on Azure. */
  deployment?: string | null
  /** Version of the provider's API. */
  apiVersion?: string | null
  /** Address of the provider's API. */
  baseUrl?: string | null
  /** Kind of API, for OpenAI's relatives. */
  openaiApiType?: string | null
  /** Proxy to OpenAI. */
  openaiProxy?: string | null
  /** Most tokens in one piece of text. Default 8191. */
  embeddingCtxLength?: number | null
  /** Name of the Secret with the key. */
  apiKey?: string | null
  /** Organisation at the provider. */
  organization?: string | null
  /** Pieces of text per request. Default 1000. */
  chunkSize?: number | null
  /** Tries after the first. Default 2. */
  maxRetries?: number | null
  /** Longest wait, in seconds. */
  timeout?: unknown
  /** Headers. */
  headers?: FreeMap | null
}

/** What a vector store should be. */
export interface VectorstoreSpec {
  /** Name of a connection. */
  connection: string | null
  /** Database that holds the vectors. */
  backend: OpenEnum<'qdrant' | 'weaviate' | 'pinecone'>
  /** Whether it can be used. Default `true`. */
  isActive?: boolean | null
  /** How it is searched. */
  vectorstore: {
    /** Field that holds the text. */
    textKey?: string | null
    /** Part of the index that is used. */
    namespace?: string | null
    /** How distance is measured. */
    distanceStrategy?: string | null
  }
  /** How text becomes vectors. */
  embeddings: VectorstoreEmbeddings
  /** The index. */
  indexModel: {
    /** Settings of the backend. */
    spec?: unknown
    /** Length of the vectors, 1 to 20000. */
    dimension?: number | null
    /** How distance is measured. Default `cosine`. */
    metric?: string | null
    /** Longest wait, in seconds. */
    timeout?: unknown
    /** Whether the index can be deleted. Default `disabled`. */
    deletionProtection?: string | null
    /** Kind of vectors. Default `dense`. */
    vectorType?: string | null
  }
}

/** What a vector store is. */
export interface VectorstoreStatus extends ManifestStatus {
  /** State of the store. */
  vectorstore_status?: unknown
}

/** A store of texts that can be searched by meaning. */
export type VectorstoreManifest = Manifest<'Vectorstore', VectorstoreSpec, VectorstoreStatus>

/** Any manifest of a known kind; `kind` tells which. */
export type SmarterManifest =
  | AccountManifest
  | ApiConnectionManifest
  | ApiPluginManifest
  | AuthTokenManifest
  | ChatManifest
  | ChatbotManifest
  | LLMClientManifest
  | PluginManifest
  | PromptManifest
  | ProviderManifest
  | SecretManifest
  | SmarterAuthTokenManifest
  | SqlConnectionManifest
  | SqlPluginManifest
  | UserManifest
  | VectorstoreManifest

/** The manifest type of a kind. */
export type ManifestOf<Kind extends ManifestKind> = Extract<SmarterManifest, { kind: Kind }>

/** Query of the commands that name one resource. */
export interface NameQuery {
  /** Name of the resource. */
  name?: string
  /** Login name, for kind `user`. */
  username?: string
}

/** Answer of `POST /cli/describe/{kind}/`. */
export type DescribeResponse<Described = Manifest> = JournaledResponse<Described>

/** One column of a list. */
export interface ListTitle {
  /** Name of the field in the items. */
  name: string
  /** Class of the field on the server, for example `CharField`. */
  type: string
}

/** Resources of one kind. */
export interface ManifestList<Row = FreeMap> {
  /** Version of the format. */
  apiVersion: ApiVersion
  /** Kind of the resources. */
  kind: string
  /** Name that was asked for, on some kinds. */
  name?: string | null
  /** About the list. */
  metadata: {
    /** How many items there are. */
    count?: number
  }
  /** What the server understood. */
  kwargs?: FreeMap | null
  /** The table. */
  data: {
    /** The columns, in order. */
    titles: ListTitle[]
    /** The resources. */
    items: Row[]
  }
}

/** Answer of `POST /cli/get/{kind}/`. */
export type ListResponse<Row = FreeMap> = JournaledResponse<ManifestList<Row>>

/** Answer of `POST /cli/apply/`. */
export interface ApplyResponse extends CommandResponse {
  /** What the broker tells about itself, on servers from 0.14. Nothing in it is promised; rely on the status and on `message`. */
  data?: AppliedManifest
}

/** What servers from 0.14 tell of an applied manifest. */
export interface AppliedManifest extends FreeMap {
  /** Name under which the resource is stored, in snake_case. */
  name?: string | null
  /** Kind of the resource. */
  kind?: string | null
}
