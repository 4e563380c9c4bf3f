package org.collabenv.episodes.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.collabenv.episodes.testing.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is wrong in its third line, and large: every client gets the answer, however it sends. */
class EarlyAnswerIT {

    private static final long BYTES = 60_000_000;
    private static final String SECRET = "changeit";

    @TempDir
    private static Path folder;

    private static Path file;
    private static ServiceProcess service;
    private static int port;

    @BeforeAll
    static void startService() throws Exception {
        file = folder.resolve("wrong.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("time,id,x,y\n0,1,2,3\n1,1,wrong,3\n".getBytes(StandardCharsets.UTF_8));
            byte[] line = "2,1,2.00000000000000000000000000000000000000,3\n"
                    .repeat(1_000)
                    .getBytes(StandardCharsets.UTF_8);
            for (long written = 0; written < BYTES; written += line.length) {
                out.write(line);
            }
        }
        service = ServiceProcess.start(folder, Map.of(), "-Xmx48m");
        port = service.port();
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    /** curl stops sending as soon as it is answered. */
    @Test
    void curl() throws Exception {
        List<String> curl = List.of(
                "curl",
                "-s",
                "-w",
                "\n%{http_code} %{size_upload}",
                "-F",
                "file=@" + file,
                "http://127.0.0.1:" + port + "/episodes");
        String answer = output(curl);

        assertThat(answer).contains("\"line\":3").contains("\n422 ");
        assertThat(Long.parseLong(answer.substring(answer.lastIndexOf(' ') + 1)))
                .isLessThan(BYTES / 2);
    }

    /** Python's own client sends everything before it looks for an answer. */
    @Test
    void python() throws Exception {
        String script = """
                import http.client, sys
                connection = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]), timeout=60)
                with open(sys.argv[2], 'rb') as file:
                    connection.request('POST', '/episodes', body=file, headers={'Content-Type': 'text/csv'})
                    answer = connection.getresponse()
                    print(answer.status, answer.read().decode())
                """;

        assertThat(output(List.of("python3", "-c", script, String.valueOf(port), file.toString())))
                .startsWith("422 ")
                .contains("\"value\":\"wrong\"");
    }

    @Test
    void pythonRequests() throws Exception {
        assumeTrue(exitCode(List.of("python3", "-c", "import requests")) == 0, "requests is not installed");
        String script = """
                import requests, sys
                with open(sys.argv[2], 'rb') as file:
                    answer = requests.post(f'http://127.0.0.1:{sys.argv[1]}/episodes', files={'file': file}, timeout=60)
                print(answer.status_code, answer.json()['errors'][0]['line'])
                """;

        assertThat(output(List.of("python3", "-c", script, String.valueOf(port), file.toString())))
                .startsWith("422 3");
    }

    @Test
    void http2OverTls() throws Exception {
        Path keys = folder.resolve("keys.p12");
        assertThat(exitCode(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-alias",
                        "service",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        SECRET)))
                .isZero();
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_TLS_KEY_STORE_P12_PATH", keys.toString());
        environment.put("QUARKUS_TLS_KEY_STORE_P12_PASSWORD", SECRET);
        environment.put("QUARKUS_HTTP_SSL_PORT", "0");
        environment.put("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled");
        try (ServiceProcess tls = ServiceProcess.start(folder.resolve("tls"), environment, "-Xmx64m")) {
            URI episodes = URI.create("https://127.0.0.1:" + tls.port() + "/episodes");
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trustingAll()).build();

            HttpResponse<String> refused = client.send(
                    HttpRequest.newBuilder(episodes)
                            .header("Content-Type", "text/csv")
                            .timeout(Duration.ofSeconds(60))
                            .POST(HttpRequest.BodyPublishers.ofFile(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> loaded = client.send(
                    HttpRequest.newBuilder(episodes)
                            .header("Content-Type", "text/csv")
                            .POST(HttpRequest.BodyPublishers.ofFile(Path.of("src/example/flock.csv")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(refused.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("\"line\":3");
            assertThat(loaded.statusCode()).isEqualTo(201);
            assertThat(loaded.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    /** The connection serves the next request once the rest of the wrong file has been read over. */
    @Test
    void connectionIsKept() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> refused = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/episodes"))
                            .header("Content-Type", "text/csv")
                            .POST(HttpRequest.BodyPublishers.ofFile(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(refused.statusCode()).isEqualTo(422);
        }
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static int exitCode(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static SSLContext trustingAll() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        return context;
    }

    /** The certificate is the test's own. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
