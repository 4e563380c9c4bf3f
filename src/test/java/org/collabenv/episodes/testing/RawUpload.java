package org.collabenv.episodes.testing;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that can do wrong what HTTP libraries do right: stop, vanish, or leave the end away. */
public final class RawUpload implements Closeable {

    private static final Pattern CONTENT_LENGTH = Pattern.compile("content-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final int ANSWER_TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final OutputStream out;

    private RawUpload(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /**
     * Sends the head of a {@code POST} whose body will come in chunks.
     *
     * @param target path and query
     */
    public static RawUpload chunked(int port, String target, String contentType) throws IOException {
        return open(port, target, "Content-Type: " + contentType, "Transfer-Encoding: chunked");
    }

    /** Sends the head of a {@code POST} that announces a body of that many bytes. */
    public static RawUpload ofLength(int port, String target, String contentType, long bytes) throws IOException {
        return open(port, target, "Content-Type: " + contentType, "Content-Length: " + bytes);
    }

    /** The same without saying what the body is. */
    public static RawUpload withoutContentType(int port, String target, long bytes) throws IOException {
        return open(port, target, "Accept: */*", "Content-Length: " + bytes);
    }

    private static RawUpload open(int port, String target, String type, String length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
        RawUpload upload = new RawUpload(socket);
        upload.raw("POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s\r\nConnection: close\r\n\r\n"
                .formatted(target, type, length));
        return upload;
    }

    /** Sends the text as it is. */
    public RawUpload raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return this;
    }

    /** Sends the text as one chunk of a chunked body. */
    public RawUpload chunk(String text) throws IOException {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return raw(Integer.toHexString(bytes) + "\r\n" + text + "\r\n");
    }

    /** Ends a chunked body properly. */
    public RawUpload lastChunk() throws IOException {
        return raw("0\r\n\r\n");
    }

    /** Waits for the first line of the answer. */
    public String statusLine() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != -1 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** Waits for the whole answer, which the server may give long before it has the whole request. */
    public String answer() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c == -1) {
                throw new EOFException("The connection ended after: " + head);
            }
            head.append((char) c);
        }
        Matcher length = CONTENT_LENGTH.matcher(head);
        byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : in.readAllBytes();
        return head + new String(body, StandardCharsets.UTF_8);
    }

    /** Vanishes, without a goodbye. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
