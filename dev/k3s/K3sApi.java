import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;

/**
 * A STAND-IN for the API server of k3s: enough of the Kubernetes API, over TLS and with client
 * certificates, for kubectl to see one node become Ready and to work with namespaces, service
 * accounts, config maps and events. It runs no containers. One file, no dependencies, Java 17.
 */
public final class K3sApi {

  /** What is offered: one line a resource. */
  private record Resource(String group, String version, String plural, String kind, boolean namespaced, String shortName) {
    String groupVersion() {
      return group.isEmpty() ? version : group + "/" + version;
    }
  }

  private static final List<Resource> RESOURCES =
      List.of(
          new Resource("", "v1", "nodes", "Node", false, "no"),
          new Resource("", "v1", "namespaces", "Namespace", false, "ns"),
          new Resource("", "v1", "serviceaccounts", "ServiceAccount", true, "sa"),
          new Resource("", "v1", "configmaps", "ConfigMap", true, "cm"),
          new Resource("", "v1", "secrets", "Secret", true, ""),
          new Resource("", "v1", "services", "Service", true, "svc"),
          new Resource("", "v1", "pods", "Pod", true, "po"),
          new Resource("", "v1", "events", "Event", true, "ev"),
          new Resource("apps", "v1", "deployments", "Deployment", true, "deploy"));

  private static final int WATCH_SECONDS = 60;

  /** A failure that is answered as a Kubernetes Status. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;
    private final String reason;

    Refusal(int code, String reason, String message) {
      super(message);
      this.code = code;
      this.reason = reason;
    }
  }

  private record Change(long revision, String type, Resource resource, Map<String, Object> object) {}

  /** The objects by "plural/namespace/name", and everything that happened to them. */
  private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();

  private final List<Change> changes = new ArrayList<>();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "later");
            thread.setDaemon(true);
            return thread;
          });
  private final String version;
  private final String node;
  private final byte[] token;
  private long revision;

  private K3sApi(String version, String node, byte[] token) {
    this.version = version;
    this.node = node;
    this.token = token;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    Path data = Path.of(options.get("--data"));
    int port = Integer.parseInt(options.get("--port"));
    K3sApi api =
        new K3sApi(options.get("--version"), options.get("--node"), Files.readAllBytes(data.resolve("token")));

    HttpsServer server;
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    } catch (BindException taken) {
      System.err.println("k3s API stand-in: 127.0.0.1:" + port + " cannot be bound: " + taken.getMessage());
      System.exit(1);
      return;
    }
    SSLContext tls = tls(data);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", api::handle);
    server.start();

    api.populate(Long.parseLong(options.get("--ready-seconds")));
    Files.writeString(data.resolve("listening"), port + "\n");
    System.out.println("k3s API stand-in " + api.version + " listens on 127.0.0.1:" + port);
  }

  private static SSLContext tls(Path data) throws Exception {
    char[] password = Files.readString(data.resolve("store-password")).toCharArray();
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(data.resolve("server.p12"))) {
      own.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    byte[] authority = Files.readAllBytes(data.resolve("client-ca.crt"));
    trusted.setCertificateEntry(
        "client-ca",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  // --- what the cluster contains -----------------------------------------------------------------

  private void populate(long readySeconds) {
    synchronized (this) {
      for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
        put(named("namespaces"), "", name, map("metadata", map("name", name)));
      }
      put(
          named("nodes"),
          "",
          node,
          map(
              "metadata",
              map(
                  "name",
                  node,
                  "labels",
                  map("kubernetes.io/hostname", node, "node-role.kubernetes.io/control-plane", "true")),
              "spec",
              map("podCIDR", "10.42.0.0/24", "providerID", "k3s://" + node),
              "status",
              nodeStatus(false)));
      event("Starting", "Starting kubelet (stand-in).");
    }
    later.schedule(
        () -> {
          synchronized (this) {
            Map<String, Object> ready = copy(objects.get(key(named("nodes"), "", node)));
            ready.put("status", nodeStatus(true));
            put(named("nodes"), "", node, ready);
            event("NodeReady", "Node " + node + " status is now: NodeReady");
          }
        },
        readySeconds,
        TimeUnit.SECONDS);
  }

  private Map<String, Object> nodeStatus(boolean ready) {
    String now = now();
    return map(
        "conditions",
        List.of(
            map(
                "type",
                "Ready",
                "status",
                ready ? "True" : "False",
                "reason",
                ready ? "KubeletReady" : "KubeletNotReady",
                "message",
                ready ? "kubelet is posting ready status (stand-in)" : "container runtime is not ready (stand-in)",
                "lastHeartbeatTime",
                now,
                "lastTransitionTime",
                now)),
        "addresses",
        List.of(map("type", "InternalIP", "address", "127.0.0.1"), map("type", "Hostname", "address", node)),
        "nodeInfo",
        map(
            "kubeletVersion", version,
            "kubeProxyVersion", version,
            "osImage", "stand-in",
            "operatingSystem", "linux",
            "architecture", System.getProperty("os.arch"),
            "containerRuntimeVersion", "none://stand-in",
            "kernelVersion", System.getProperty("os.version"),
            "bootID", "",
            "machineID", "",
            "systemUUID", ""));
  }

  private void event(String reason, String message) {
    String name = node + "." + Long.toHexString(System.nanoTime());
    put(
        named("events"),
        "default",
        name,
        map(
            "metadata", map("name", name, "namespace", "default"),
            "involvedObject", map("kind", "Node", "name", node),
            "reason", reason,
            "message", message,
            "type", "Normal",
            "count", 1L,
            "firstTimestamp", now(),
            "lastTimestamp", now(),
            "source", map("component", "k3s-stand-in")));
  }

  /** Stores an object as the server would: with kind, identity, revision and what follows from it. */
  private synchronized Map<String, Object> put(
      Resource resource, String namespace, String name, Map<String, Object> given) {
    String key = key(resource, namespace, name);
    Map<String, Object> before = objects.get(key);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", resource.kind());
    object.put("apiVersion", resource.groupVersion());
    object.putAll(given);
    Map<String, Object> metadata = copy(asMap(given.get("metadata")));
    Map<String, Object> old = before == null ? Map.of() : asMap(before.get("metadata"));
    metadata.put("name", name);
    if (resource.namespaced()) {
      metadata.put("namespace", namespace);
    }
    metadata.put("uid", old.getOrDefault("uid", UUID.randomUUID().toString()));
    metadata.put("creationTimestamp", old.getOrDefault("creationTimestamp", now()));
    metadata.put("resourceVersion", Long.toString(++revision));
    object.put("metadata", metadata);
    if (resource.plural().equals("namespaces")) {
      object.put("spec", map("finalizers", List.of("kubernetes")));
      object.put("status", map("phase", "Active"));
    }
    objects.put(key, object);
    changes.add(new Change(revision, before == null ? "ADDED" : "MODIFIED", resource, object));
    notifyAll();
    if (resource.plural().equals("namespaces") && before == null) {
      // A controller makes it a moment later, and whoever does not wait for it finds out.
      later.schedule(
          () -> {
            synchronized (this) {
              if (objects.containsKey(key)) {
                put(named("serviceaccounts"), name, "default", map("metadata", map("name", "default")));
              }
            }
          },
          300,
          TimeUnit.MILLISECONDS);
    }
    return object;
  }

  private synchronized Map<String, Object> remove(Resource resource, String namespace, String name) {
    Map<String, Object> object = objects.remove(key(resource, namespace, name));
    if (object == null) {
      throw notFound(resource, name);
    }
    changes.add(new Change(++revision, "DELETED", resource, object));
    if (resource.plural().equals("namespaces")) {
      objects.keySet().removeIf(other -> other.split("/", 3)[1].equals(name));
    }
    notifyAll();
    return object;
  }

  private static String key(Resource resource, String namespace, String name) {
    return resource.plural() + "/" + namespace + "/" + name;
  }

  private static Resource named(String plural) {
    for (Resource resource : RESOURCES) {
      if (resource.plural().equals(plural)) {
        return resource;
      }
    }
    throw new IllegalArgumentException(plural);
  }

  // --- requests ----------------------------------------------------------------------------------

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange);
      } catch (Refusal refusal) {
        status(exchange, refusal.code, refusal.reason, refusal.getMessage());
      } catch (RuntimeException defect) {
        status(exchange, 500, "InternalError", "the stand-in failed: " + defect);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/ping")) {
      send(exchange, 200, "text/plain", "pong".getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (!authenticated(exchange)) {
      throw new Refusal(401, "Unauthorized", "Unauthorized");
    }
    switch (path) {
      case "/healthz", "/livez", "/readyz" ->
          send(exchange, 200, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
      case "/version" -> json(exchange, 200, versionInfo());
      case "/api" -> json(exchange, 200, map("kind", "APIVersions", "versions", List.of("v1")));
      case "/apis" -> json(exchange, 200, groups());
      case "/api/v1" -> json(exchange, 200, resources(""));
      case "/apis/apps/v1" -> json(exchange, 200, resources("apps"));
      case "/openapi/v2" -> openApi(exchange);
      case "/openapi/v3" -> json(exchange, 200, openApiPaths());
      case "/openapi/v3/api/v1" -> json(exchange, 200, openApiGroup(""));
      case "/openapi/v3/apis/apps/v1" -> json(exchange, 200, openApiGroup("apps"));
      default -> resource(exchange, path);
    }
  }

  private boolean authenticated(HttpExchange exchange) {
    try {
      if (((HttpsExchange) exchange).getSSLSession().getPeerCertificates().length > 0) {
        return true;
      }
    } catch (SSLPeerUnverifiedException none) {
      // No client certificate: then a token.
    }
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null
        && header.startsWith("Bearer ")
        && MessageDigest.isEqual(header.substring(7).getBytes(StandardCharsets.UTF_8), token);
  }

  private void resource(HttpExchange exchange, String path) throws IOException {
    String[] parts = path.substring(1).split("/");
    String group;
    int at;
    if (parts.length >= 3 && parts[0].equals("api") && parts[1].equals("v1")) {
      group = "";
      at = 2;
    } else if (parts.length >= 4 && parts[0].equals("apis") && parts[2].equals("v1")) {
      group = parts[1];
      at = 3;
    } else {
      throw new Refusal(404, "NotFound", "the server could not find the requested resource");
    }
    String namespace = "";
    if (parts[at].equals("namespaces") && parts.length > at + 2) {
      namespace = parts[at + 1];
      at += 2;
    }
    String plural = parts[at];
    String name = parts.length > at + 1 ? parts[at + 1] : "";
    Resource resource =
        RESOURCES.stream()
            .filter(each -> each.group().equals(group) && each.plural().equals(plural))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "NotFound", "the server could not find the requested resource"));
    if (parts.length > at + 2) {
      throw new Refusal(404, "NotFound", "the stand-in has no subresource " + parts[at + 2]);
    }
    Map<String, String> query = query(exchange);
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        if (query.getOrDefault("watch", "").matches("1|true")) {
          watch(exchange, resource, namespace, name, query);
        } else if (name.isEmpty()) {
          json(exchange, 200, shown(exchange, resource, list(resource, namespace, query)));
        } else {
          json(exchange, 200, shown(exchange, resource, get(resource, namespace, name)));
        }
      }
      case "POST" -> json(exchange, 201, create(exchange, resource, namespace, query));
      case "PUT", "PATCH" -> json(exchange, 200, change(exchange, resource, namespace, name, query));
      case "DELETE" -> json(exchange, 200, remove(resource, namespace, name));
      default -> throw new Refusal(405, "MethodNotAllowed", "the stand-in does not know this method");
    }
  }

  /** As a table when that is asked for and we know columns for it; kubectl shows name and age of the rest itself. */
  private static Map<String, Object> shown(HttpExchange exchange, Resource resource, Map<String, Object> answer) {
    String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
    List<String> columns =
        switch (accept.contains("as=Table") ? resource.kind() : "") {
          case "Node" -> List.of("Name", "Status", "Roles", "Age", "Version");
          case "Event" -> List.of("Last Seen", "Type", "Reason", "Object", "Message");
          default -> List.of();
        };
    if (columns.isEmpty()) {
      return answer;
    }
    List<Object> definitions = new ArrayList<>();
    for (String column : columns) {
      String format = column.equals("Name") ? "name" : "";
      definitions.add(
          map("name", column, "type", "string", "format", format, "description", "", "priority", 0L));
    }
    List<Object> rows = new ArrayList<>();
    Object items = answer.getOrDefault("items", List.of(answer));
    for (Object item : (List<?>) items) {
      Map<String, Object> object = asMap(item);
      rows.add(map("cells", cells(resource, object), "object", object));
    }
    return map(
        "kind",
        "Table",
        "apiVersion",
        "meta.k8s.io/v1",
        "metadata",
        map("resourceVersion", asMap(answer.get("metadata")).get("resourceVersion")),
        "columnDefinitions",
        definitions,
        "rows",
        rows);
  }

  private static List<Object> cells(Resource resource, Map<String, Object> object) {
    Map<String, Object> metadata = asMap(object.get("metadata"));
    if (resource.kind().equals("Node")) {
      Map<String, Object> status = asMap(object.get("status"));
      boolean ready = asMap(((List<?>) status.get("conditions")).get(0)).get("status").equals("True");
      return List.of(
          metadata.get("name"),
          ready ? "Ready" : "NotReady",
          "control-plane",
          age(metadata.get("creationTimestamp")),
          asMap(status.get("nodeInfo")).get("kubeletVersion"));
    }
    Map<String, Object> about = asMap(object.get("involvedObject"));
    return List.of(
        age(object.getOrDefault("lastTimestamp", metadata.get("creationTimestamp"))),
        object.getOrDefault("type", ""),
        object.getOrDefault("reason", ""),
        String.valueOf(about.get("kind")).toLowerCase() + "/" + about.get("name"),
        object.getOrDefault("message", ""));
  }

  private static String age(Object timestamp) {
    return Instant.parse((String) timestamp).until(Instant.now(), ChronoUnit.SECONDS) + "s";
  }

  private synchronized Map<String, Object> get(Resource resource, String namespace, String name) {
    Map<String, Object> object = objects.get(key(resource, namespace, name));
    if (object == null) {
      throw notFound(resource, name);
    }
    return object;
  }

  private synchronized Map<String, Object> list(Resource resource, String namespace, Map<String, String> query) {
    List<Object> items = new ArrayList<>();
    for (Map.Entry<String, Map<String, Object>> entry : objects.entrySet()) {
      if (entry.getKey().startsWith(resource.plural() + "/") && selected(entry.getValue(), namespace, "", query)) {
        items.add(entry.getValue());
      }
    }
    return map(
        "kind",
        resource.kind() + "List",
        "apiVersion",
        resource.groupVersion(),
        "metadata",
        map("resourceVersion", Long.toString(revision)),
        "items",
        items);
  }

  private Map<String, Object> create(
      HttpExchange exchange, Resource resource, String namespace, Map<String, String> query) throws IOException {
    Map<String, Object> given = body(exchange);
    String name = String.valueOf(asMap(given.get("metadata")).getOrDefault("name", ""));
    checkName(resource, namespace, name);
    synchronized (this) {
      if (objects.containsKey(key(resource, namespace, name))) {
        throw new Refusal(409, "AlreadyExists", resource.plural() + " \"" + name + "\" already exists");
      }
      return query.containsKey("dryRun") ? given : put(resource, namespace, name, given);
    }
  }

  /** A server-side apply, a merge patch or a replacement; all of them end as what was sent over what was there. */
  private Map<String, Object> change(
      HttpExchange exchange, Resource resource, String namespace, String name, Map<String, String> query)
      throws IOException {
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    boolean apply = type.startsWith("application/apply-patch+yaml");
    if (type.startsWith("application/json-patch+json")) {
      throw new Refusal(415, "UnsupportedMediaType", "the stand-in does not know JSON patches: use a merge patch");
    }
    Map<String, Object> given = body(exchange);
    checkName(resource, namespace, name);
    if (apply && !query.containsKey("fieldManager")) {
      throw new Refusal(400, "BadRequest", "fieldManager is required for apply patch");
    }
    synchronized (this) {
      Map<String, Object> before = objects.get(key(resource, namespace, name));
      if (before == null && !apply) {
        throw notFound(resource, name);
      }
      Map<String, Object> after =
          before == null || exchange.getRequestMethod().equals("PUT") ? given : merged(before, given);
      return query.containsKey("dryRun") ? after : put(resource, namespace, name, after);
    }
  }

  private synchronized void checkName(Resource resource, String namespace, String name) {
    if (!name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
      throw new Refusal(422, "Invalid", resource.kind() + " \"" + name + "\" is invalid: metadata.name: Invalid value");
    }
    if (resource.namespaced() && !objects.containsKey(key(named("namespaces"), "", namespace))) {
      throw notFound(named("namespaces"), namespace);
    }
  }

  private static Refusal notFound(Resource resource, String name) {
    return new Refusal(404, "NotFound", resource.plural() + " \"" + name + "\" not found");
  }

  private static boolean selected(
      Map<String, Object> object, String namespace, String name, Map<String, String> query) {
    Map<String, Object> metadata = asMap(object.get("metadata"));
    if (!namespace.isEmpty() && !namespace.equals(metadata.get("namespace"))) {
      return false;
    }
    if (!name.isEmpty() && !name.equals(metadata.get("name"))) {
      return false;
    }
    for (String term : query.getOrDefault("fieldSelector", "").split(",")) {
      String[] sides = term.split("==?", 2);
      if (sides.length == 2
          && sides[0].startsWith("metadata.")
          && !sides[1].equals(metadata.get(sides[0].substring("metadata.".length())))) {
        return false;
      }
    }
    Map<String, Object> labels = asMap(metadata.get("labels"));
    for (String term : query.getOrDefault("labelSelector", "").split(",")) {
      String[] sides = term.split("==?", 2);
      if (sides.length == 2 ? !sides[1].equals(labels.get(sides[0])) : !term.isEmpty() && !labels.containsKey(term)) {
        return false;
      }
    }
    return true;
  }

  private void watch(
      HttpExchange exchange, Resource resource, String namespace, String name, Map<String, String> query)
      throws IOException {
    long seconds = Math.min(WATCH_SECONDS, number(query.get("timeoutSeconds"), WATCH_SECONDS));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long seen = number(query.get("resourceVersion"), 0);
    List<Change> pending = new ArrayList<>();
    synchronized (this) {
      if (seen == 0) {
        for (Map.Entry<String, Map<String, Object>> entry : objects.entrySet()) {
          if (entry.getKey().startsWith(resource.plural() + "/")) {
            pending.add(new Change(0, "ADDED", resource, entry.getValue()));
          }
        }
        seen = revision;
      }
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        for (Change change : pending) {
          if (change.resource() == resource && selected(change.object(), namespace, name, query)) {
            out.write((Json.write(map("type", change.type(), "object", change.object())) + "\n")
                .getBytes(StandardCharsets.UTF_8));
          }
        }
        out.flush();
        synchronized (this) {
          pending = after(seen);
          while (pending.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
              return;
            }
            wait(left);
            pending = after(seen);
          }
          seen = revision;
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Change> after(long seen) {
    return new ArrayList<>(changes.stream().filter(change -> change.revision() > seen).toList());
  }

  // --- discovery ---------------------------------------------------------------------------------

  private Map<String, Object> versionInfo() {
    String[] numbers = version.substring(1).split("\\.");
    return map(
        "major", numbers[0],
        "minor", numbers[1],
        "gitVersion", version,
        "gitCommit", "stand-in",
        "gitTreeState", "clean",
        "buildDate", "1970-01-01T00:00:00Z",
        "goVersion", "none",
        "compiler", "none",
        "platform", "linux/" + System.getProperty("os.arch"));
  }

  private static Map<String, Object> groups() {
    Map<String, Object> apps = map("groupVersion", "apps/v1", "version", "v1");
    return map(
        "kind",
        "APIGroupList",
        "apiVersion",
        "v1",
        "groups",
        List.of(map("name", "apps", "versions", List.of(apps), "preferredVersion", apps)));
  }

  private static Map<String, Object> resources(String group) {
    List<Object> entries = new ArrayList<>();
    for (Resource each : RESOURCES) {
      if (each.group().equals(group)) {
        entries.add(
            map(
                "name", each.plural(),
                "singularName", each.kind().toLowerCase(),
                "namespaced", each.namespaced(),
                "kind", each.kind(),
                "shortNames", each.shortName().isEmpty() ? List.of() : List.of(each.shortName()),
                "verbs", List.of("create", "delete", "get", "list", "patch", "update", "watch")));
      }
    }
    return map(
        "kind",
        "APIResourceList",
        "apiVersion",
        "v1",
        "groupVersion",
        group.isEmpty() ? "v1" : group + "/v1",
        "resources",
        entries);
  }

  /** kubectl looks here whether the server checks fields itself; a document without types says so little that it
   * checks nothing on its own. Older ones read it as a protocol buffer: field 1 is the version of the format. */
  private static void openApi(HttpExchange exchange) throws IOException {
    String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
    if (accept.contains("protobuf")) {
      send(
          exchange,
          200,
          "application/com.github.proto-openapi.spec.v2.v1.0+protobuf",
          new byte[] {0x0a, 3, '2', '.', '0'});
    } else {
      json(exchange, 200, map("swagger", "2.0", "info", map("title", "k3s stand-in", "version", "v1"), "paths", map()));
    }
  }

  private static Map<String, Object> openApiPaths() {
    return map(
        "paths",
        map(
            "api/v1", map("serverRelativeURL", "/openapi/v3/api/v1"),
            "apis/apps/v1", map("serverRelativeURL", "/openapi/v3/apis/apps/v1")));
  }

  private static Map<String, Object> openApiGroup(String group) {
    Map<String, Object> paths = map();
    for (Resource each : RESOURCES) {
      if (each.group().equals(group)) {
        String root = group.isEmpty() ? "/api/v1/" : "/apis/" + group + "/v1/";
        Map<String, Object> kind = map("group", group, "version", each.version(), "kind", each.kind());
        List<Object> parameters = new ArrayList<>();
        for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
          parameters.add(map("name", name, "in", "query", "schema", map("type", "string")));
        }
        paths.put(
            root + (each.namespaced() ? "namespaces/{namespace}/" : "") + each.plural() + "/{name}",
            map(
                "patch",
                map(
                    "parameters", parameters,
                    "x-kubernetes-group-version-kind", kind,
                    "responses", map("200", map("description", "OK")))));
      }
    }
    return map("openapi", "3.0.0", "info", map("title", "k3s stand-in", "version", "v1"), "paths", paths);
  }

  // --- plumbing ----------------------------------------------------------------------------------

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static long number(String text, long otherwise) {
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : otherwise;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> found = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] sides = pair.split("=", 2);
        found.put(
            URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
            sides.length == 2 ? URLDecoder.decode(sides[1], StandardCharsets.UTF_8) : "");
      }
    }
    return found;
  }

  private static Map<String, Object> body(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    exchange.getRequestBody().transferTo(bytes);
    if (Protobuf.isObject(bytes.toByteArray())) {
      return Protobuf.object(bytes.toByteArray());
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    if (!text.stripLeading().startsWith("{")) {
      throw new Refusal(415, "UnsupportedMediaType", "the stand-in reads JSON only (which YAML includes): send JSON");
    }
    try {
      return asMap(new Json(text).read());
    } catch (IllegalArgumentException malformed) {
      throw new Refusal(400, "BadRequest", "the body is not JSON: " + malformed.getMessage());
    }
  }

  private static void json(HttpExchange exchange, int code, Object value) throws IOException {
    send(exchange, code, "application/json", (Json.write(value) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void status(HttpExchange exchange, int code, String reason, String message) throws IOException {
    json(
        exchange,
        code,
        map(
            "kind", "Status",
            "apiVersion", "v1",
            "metadata", map(),
            "status", "Failure",
            "message", message,
            "reason", reason,
            "code", (long) code));
  }

  private static void send(HttpExchange exchange, int code, String type, byte[] content) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, content.length == 0 ? -1 : content.length);
    if (content.length > 0 && !exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(content);
    }
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> made = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      made.put((String) pairs[i], pairs[i + 1]);
    }
    return made;
  }

  private static Map<String, Object> copy(Map<String, Object> original) {
    return new LinkedHashMap<>(original);
  }

  @SuppressWarnings("unchecked") // what Json reads as an object is a Map with String keys
  private static Map<String, Object> asMap(Object value) {
    return value instanceof Map ? (Map<String, Object>) value : map();
  }

  private static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
    Map<String, Object> result = copy(below);
    above.forEach(
        (name, value) -> {
          if (value == null) {
            result.remove(name);
          } else if (value instanceof Map && result.get(name) instanceof Map) {
            result.put(name, merged(asMap(result.get(name)), asMap(value)));
          } else {
            result.put(name, value);
          }
        });
    return result;
  }

  /** kubectl creates some objects as protocol buffers; of these only kind, name and namespace are read. */
  private static final class Protobuf {
    private static final byte[] MAGIC = {'k', '8', 's', 0};

    static boolean isObject(byte[] body) {
      return body.length > MAGIC.length && Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    static Map<String, Object> object(byte[] body) {
      byte[] envelope = Arrays.copyOfRange(body, MAGIC.length, body.length);
      String kind = text(field(field(envelope, 1), 2));
      if (!kind.equals("Namespace") && !kind.equals("ServiceAccount")) {
        throw new Refusal(415, "UnsupportedMediaType", "the stand-in reads a " + kind + " as JSON only: send JSON");
      }
      byte[] metadata = field(field(envelope, 2), 1);
      return map("metadata", map("name", text(field(metadata, 1)), "namespace", text(field(metadata, 3))));
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The first length-delimited field with that number, else nothing. */
    private static byte[] field(byte[] message, int number) {
      int[] at = {0};
      while (at[0] < message.length) {
        long tag = varint(message, at);
        switch ((int) (tag & 7)) {
          case 0 -> varint(message, at);
          case 1 -> at[0] += 8;
          case 5 -> at[0] += 4;
          case 2 -> {
            long length = varint(message, at);
            if (length < 0 || length > message.length - at[0]) {
              throw new Refusal(400, "BadRequest", "the body is not a protocol buffer");
            }
            if (tag >>> 3 == number) {
              return Arrays.copyOfRange(message, at[0], at[0] + (int) length);
            }
            at[0] += (int) length;
          }
          default -> throw new Refusal(400, "BadRequest", "the body is not a protocol buffer");
        }
      }
      return new byte[0];
    }

    private static long varint(byte[] message, int[] at) {
      long value = 0;
      for (int shift = 0; shift < 64 && at[0] < message.length; shift += 7) {
        byte next = message[at[0]++];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new Refusal(400, "BadRequest", "the body is not a protocol buffer");
    }
  }

  /** Just enough JSON: objects as maps, arrays as lists, whole numbers as Long, others as Double. */
  private static final class Json {
    private final String text;
    private int at;

    Json(String text) {
      this.text = text;
    }

    Object read() {
      Object value = value();
      space();
      if (at < text.length()) {
        throw new IllegalArgumentException("something follows at " + at);
      }
      return value;
    }

    private void space() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private char peek() {
      space();
      if (at >= text.length()) {
        throw new IllegalArgumentException("it ends too early");
      }
      return text.charAt(at);
    }

    private void expect(char wanted) {
      if (peek() != wanted) {
        throw new IllegalArgumentException("expected " + wanted + " at " + at);
      }
      at++;
    }

    private Object value() {
      switch (peek()) {
        case '{':
          return object();
        case '[':
          return array();
        case '"':
          return string();
        default:
          int from = at;
          while (at < text.length() && "{}[],: \t\r\n\"".indexOf(text.charAt(at)) < 0) {
            at++;
          }
          return word(text.substring(from, at));
      }
    }

    private static Object word(String word) {
      return switch (word) {
        case "true" -> true;
        case "false" -> false;
        case "null" -> null;
        default -> word.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(word) : (Object) Double.valueOf(word);
      };
    }

    private Map<String, Object> object() {
      Map<String, Object> made = new LinkedHashMap<>();
      expect('{');
      while (peek() != '}') {
        String name = string();
        expect(':');
        made.put(name, value());
        if (peek() == ',') {
          at++;
        }
      }
      at++;
      return made;
    }

    private List<Object> array() {
      List<Object> made = new ArrayList<>();
      expect('[');
      while (peek() != ']') {
        made.add(value());
        if (peek() == ',') {
          at++;
        }
      }
      at++;
      return made;
    }

    private String string() {
      expect('"');
      StringBuilder made = new StringBuilder();
      while (true) {
        if (at >= text.length()) {
          throw new IllegalArgumentException("a string does not end");
        }
        char next = text.charAt(at++);
        if (next == '"') {
          return made.toString();
        }
        if (next != '\\') {
          made.append(next);
          continue;
        }
        if (at >= text.length()) {
          throw new IllegalArgumentException("a string does not end");
        }
        char escaped = text.charAt(at++);
        switch (escaped) {
          case 'n' -> made.append('\n');
          case 't' -> made.append('\t');
          case 'r' -> made.append('\r');
          case 'b' -> made.append('\b');
          case 'f' -> made.append('\f');
          case 'u' -> {
            if (at + 4 > text.length()) {
              throw new IllegalArgumentException("a string does not end");
            }
            made.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
            at += 4;
          }
          default -> made.append(escaped);
        }
      }
    }

    static String write(Object value) {
      StringBuilder out = new StringBuilder();
      write(value, out);
      return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
      if (value instanceof Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator);
          quote((String) entry.getKey(), out);
          out.append(':');
          write(entry.getValue(), out);
          separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      } else if (value instanceof List<?> list) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          write(list.get(i), out);
        }
        out.append(']');
      } else if (value instanceof String string) {
        quote(string, out);
      } else {
        out.append(value);
      }
    }

    private static void quote(String string, StringBuilder out) {
      out.append('"');
      for (int i = 0; i < string.length(); i++) {
        char each = string.charAt(i);
        switch (each) {
          case '"' -> out.append("\\\"");
          case '\\' -> out.append("\\\\");
          case '\n' -> out.append("\\n");
          case '\r' -> out.append("\\r");
          case '\t' -> out.append("\\t");
          default -> {
            if (each < 0x20) {
              out.append(String.format("\\u%04x", (int) each));
            } else {
              out.append(each);
            }
          }
        }
      }
      out.append('"');
    }
  }
}
