package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The text of a kubeconfig. It is changed as a tree of YAML nodes, never turned into objects, so that everything but the
 * addresses stays exactly as it was.
 *
 * @param text the YAML
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">the kubeconfig format</a>
 */
record Kubeconfig(String text) {
    private static final int MOST_CHARACTERS = 1024 * 1024;
    private static final int DEEPEST = 50;
    private static final List<String> SECRETS = List.of("client-key-data", "token", "password");

    /**
     * Returns the kubeconfig in which each cluster on a loopback or unspecified address is reached at the given host
     * instead; scheme, port and path stay, and so do clusters elsewhere.
     *
     * @throws OperationFailedException if the text is no kubeconfig with a cluster
     */
    Kubeconfig reachedAt(String apiHost) {
        return read((yaml, root) -> {
            clusters(root).forEach(cluster -> rewrite(cluster, apiHost));
            StringWriter out = new StringWriter();
            yaml.serialize(root, out);
            return new Kubeconfig(out.toString());
        });
    }

    /**
     * Returns the servers of this machine, which would be reached at another name.
     *
     * @throws OperationFailedException if the text is no kubeconfig with a cluster
     */
    List<ClusterServer> localServers() {
        return read((yaml, root) -> clusters(root).stream()
                .map(cluster -> new ClusterServer(
                        text(cluster, "server"),
                        text(cluster, "certificate-authority-data"),
                        text(cluster, "tls-server-name"),
                        Boolean.parseBoolean(text(cluster, "insecure-skip-tls-verify"))))
                .filter(ClusterServer::isLocal)
                .toList());
    }

    /** Returns what nobody else may see: keys, tokens and passwords of the users. */
    List<Secret> secrets() {
        return read((yaml, root) -> values(root, "users")
                .filter(SequenceNode.class::isInstance)
                .flatMap(list -> ((SequenceNode) list).getValue().stream())
                .flatMap(entry -> values(entry, "user"))
                .flatMap(user -> SECRETS.stream().map(key -> text(user, key)))
                .filter(value -> !value.isEmpty())
                .map(Secret::of)
                .toList());
    }

    private <T> T read(BiFunction<Yaml, Node, T> reader) {
        try {
            Yaml yaml = yaml();
            Node root = yaml.compose(new StringReader(text));
            if (clusters(root).isEmpty()) {
                throw unreadable("it names no cluster", null);
            }
            return reader.apply(yaml, root);
        } catch (YAMLException e) {
            throw unreadable(problem(e), e);
        }
    }

    private static String text(Node mapping, String key) {
        return values(mapping, key)
                .filter(ScalarNode.class::isInstance)
                .map(value -> ((ScalarNode) value).getValue())
                .findFirst()
                .orElse("");
    }

    // The text of the error would quote the line, and lines of this file are keys.
    private static String problem(YAMLException e) {
        return "it is not YAML as a kubeconfig is (" + e.getClass().getSimpleName() + ")";
    }

    private static OperationFailedException unreadable(
            String reason, @edu.umd.cs.findbugs.annotations.CheckForNull Exception cause) {
        return new OperationFailedException(
                "read the kubeconfig of k3s", reason, "See whether another program writes to that file", cause);
    }

    private static List<MappingNode> clusters(Node root) {
        return values(root, "clusters")
                .filter(SequenceNode.class::isInstance)
                .flatMap(list -> ((SequenceNode) list).getValue().stream())
                .flatMap(entry -> values(entry, "cluster"))
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .toList();
    }

    private static Stream<Node> values(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream().filter(entry -> isKey(entry, key)).map(NodeTuple::getValueNode)
                : Stream.empty();
    }

    private static boolean isKey(NodeTuple entry, String key) {
        return entry.getKeyNode() instanceof ScalarNode scalar && key.equals(scalar.getValue());
    }

    private static void rewrite(MappingNode cluster, String apiHost) {
        List<NodeTuple> entries = new ArrayList<>();
        for (NodeTuple entry : cluster.getValue()) {
            boolean server = isKey(entry, "server") && entry.getValueNode() instanceof ScalarNode;
            entries.add(server ? rewritten(entry, apiHost) : entry);
        }
        cluster.setValue(entries);
    }

    private static NodeTuple rewritten(NodeTuple entry, String apiHost) {
        ScalarNode old = (ScalarNode) entry.getValueNode();
        String server = ServerAddress.reachedAt(old.getValue(), apiHost);
        return new NodeTuple(
                entry.getKeyNode(),
                new ScalarNode(old.getTag(), server, old.getStartMark(), old.getEndMark(), old.getScalarStyle()));
    }

    private static Yaml yaml() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setAllowDuplicateKeys(false);
        DumperOptions output = new DumperOptions();
        output.setWidth(Integer.MAX_VALUE);
        output.setSplitLines(false);
        return new Yaml(new SafeConstructor(limits), new Representer(output), output, limits);
    }
}
