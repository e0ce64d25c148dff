import io.jenkins.plugins.stagedflow.deploy.DeployRequest;
import io.jenkins.plugins.stagedflow.deploy.SshDeploy;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The contender "warm": deploys in one Java machine, as Jenkins does. Reads a tag a line, answers when it is deployed. */
final class Warm {
    private static final Map<String, String> ENV = System.getenv();

    public static void main(String[] arguments) throws Exception {
        BufferedReader tags = new BufferedReader(new InputStreamReader(System.in));
        SshDeploy deploy = new SshDeploy(new LocalHost(Path.of("."), ENV), Console.to(System.err::println));
        for (String tag = tags.readLine(); tag != null; tag = tags.readLine()) {
            DeployRequest request = DeployRequest.builder()
                    .host(ENV.get("SSH_HOST"))
                    .port(Integer.parseInt(ENV.get("SSH_PORT")))
                    .user(ENV.get("SSH_USER"))
                    .privateKey(Secret.of(read("SSH_KEY_FILE") + "\n"))
                    .knownHosts(read("SSH_KNOWN_HOSTS_FILE"))
                    .directory(ENV.get("DIRECTORY"))
                    .registryLogin(
                            ENV.get("REGISTRY"),
                            new RegistryLogin(ENV.get("READER_USER"), Secret.of(read("READER_PASSWORD_FILE"))))
                    .imageTag(tag)
                    .healthUrl(ENV.get("HEALTH_URL"))
                    .build();
            System.out.println(deploy.deploy(request).versionDeployed());
        }
    }

    private static String read(String variable) throws Exception {
        return Files.readString(Path.of(ENV.get(variable))).strip();
    }
}
