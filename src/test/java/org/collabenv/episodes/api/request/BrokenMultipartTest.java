package org.collabenv.episodes.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.collabenv.episodes.testing.BrokenFiles;
import org.collabenv.episodes.trajectory.IngestException;
import org.junit.jupiter.api.Test;

/** Whatever is done to a multipart body, its file is found, or the body is refused or found to be cut off. */
class BrokenMultipartTest {

    private static final int BODIES = 20_000;

    private static final String BODY = """
            --b
            Content-Disposition: form-data; name="episode_id"

            flock
            --b
            Content-Disposition: form-data; name="file"; filename="a.csv"
            Content-Type: text/csv

            time,id,x,y
            0,1,2,3
            1,1,2,3

            --b--
            """.replace("\n", "\r\n");

    @Test
    void bodies() {
        int whole = 0;
        int refused = 0;
        int cutOff = 0;
        for (int seed = 0; seed < BODIES; seed++) {
            BrokenFiles files = new BrokenFiles(seed);
            byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
            String contentType = seed % 50 == 0
                    ? new String(
                            files.broken("multipart/form-data; boundary=b".getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.ISO_8859_1)
                    : "multipart/form-data; boundary=b";
            try {
                MultipartBody upload = MultipartBody.of(contentType, new ByteArrayInputStream(files.broken(body)));
                ParameterValues parameters = new ParameterValues(UploadParameters.OF_AN_EPISODE);
                upload.readToFile(parameters).content().readAllBytes();
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
