package org.collabenv.episodes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.collabenv.episodes.testing.BrokenFiles;
import org.collabenv.episodes.trajectory.IngestException;
import org.junit.jupiter.api.Test;

/** Whatever is done to a multipart body, its file is found, or the body is refused or found to be cut off. */
class BrokenMultipartTest {

    private static final int BODIES = 20_000;

    @Test
    void bodies() {
        int whole = 0;
        int refused = 0;
        int cutOff = 0;
        for (int seed = 0; seed < BODIES; seed++) {
            BrokenFiles files = new BrokenFiles(seed);
            String head = "--b\r\nContent-Disposition: form-data; name=\"episode_id\"\r\n\r\nflock\r\n--b\r\n"
                    + "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n";
            byte[] body = (head + "time,id,x,y\n0,1,2,3\n1,1,2,3\n\r\n--b--\r\n").getBytes(StandardCharsets.UTF_8);
            String contentType = seed % 50 == 0
                    ? new String(
                            files.broken("multipart/form-data; boundary=b".getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.ISO_8859_1)
                    : "multipart/form-data; boundary=b";
            try {
                MultipartUpload upload = MultipartUpload.of(contentType, new ByteArrayInputStream(files.broken(body)));
                InputStream file = upload.readToFile(UploadParameters.ofAnEpisode());
                file.readAllBytes();
                whole++;
            } catch (IngestException e) {
                assertThat(e.detail()).as("seed %d", seed).isNotBlank();
                refused++;
            } catch (IOException e) {
                cutOff++;
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
            }
        }

        System.out.printf(
                "%d broken multipart bodies: %d whole, %d refused, %d cut off%n", BODIES, whole, refused, cutOff);
        assertThat(whole).isPositive();
        assertThat(refused).isPositive();
        assertThat(cutOff).isPositive();
    }
}
