package org.collabenv.episodes.example;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A flock that circles a target, as the CSV file that a 3D boids simulation writes: positions, velocities, distances to
 * the meshes of target and scene, and the nearest points on them as lists.
 *
 * <p>The same seed gives the same bytes on every machine. One source file without dependencies, so that it runs as it
 * is: {@code java FlockEpisode.java --frames 3000 --agents 30 > flock.csv}. {@code --decimals} shortens the numbers,
 * {@code --env false} leaves out the row of the target that stands in every frame under the id of an agent.
 */
public final class FlockEpisode {

    /** The file's columns; the last five are nine extended properties, two of them lists of three. */
    public static final String HEADER =
            "id,type,time,x,y,z,v_x,v_y,v_z,distance_target_center_1,distance_to_target_mesh_closest_point_1,"
                    + "target_mesh_closest_point_1,mesh_scene_distance,mesh_scene_closest_point";

    private static final double BOX = 1500;
    private static final double[] TARGET = {750, 400, 750};
    private static final double TARGET_RADIUS = 50;
    private static final double SIGHT = 200;
    private static final double TOO_CLOSE = 40;
    private static final double TOP_SPEED = 8;
    private static final int FULL_PRECISION = -1;

    private final double[][] position;
    private final double[][] velocity;
    private final int decimals;
    private final StringBuilder line = new StringBuilder();

    /**
     * @param agents how many fly
     * @param seed where they start
     * @param decimals digits behind the point; negative for all that a double has
     */
    public FlockEpisode(int agents, long seed, int decimals) {
        this.position = new double[agents][3];
        this.velocity = new double[agents][3];
        this.decimals = decimals;
        Random random = new Random(seed);
        for (int agent = 0; agent < agents; agent++) {
            for (int axis = 0; axis < 3; axis++) {
                position[agent][axis] = BOX * (0.25 + 0.5 * random.nextDouble());
                velocity[agent][axis] = TOP_SPEED * (random.nextDouble() - 0.5);
            }
        }
    }

    /**
     * Writes the header and all rows.
     *
     * @param env whether the target has a row in every frame
     */
    public void write(Writer out, int frames, boolean env) throws IOException {
        out.write(HEADER);
        out.write('\n');
        for (int frame = 0; frame < frames; frame++) {
            for (int agent = 0; agent < position.length; agent++) {
                out.append(agentRow(frame, agent));
            }
            if (env) {
                out.append(envRow(frame));
            }
            step();
        }
    }

    private CharSequence agentRow(int frame, int agent) {
        double[] at = position[agent];
        double toCenter = distance(at, TARGET);
        line.setLength(0);
        line.append(agent + 1).append(",agent,").append(frame);
        numbers(at);
        numbers(velocity[agent]);
        number(toCenter);
        number(Math.abs(toCenter - TARGET_RADIUS));
        double[] onTarget = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            onTarget[axis] = TARGET[axis] + TARGET_RADIUS * (at[axis] - TARGET[axis]) / toCenter;
        }
        list(onTarget);
        number(at[1]);
        list(new double[] {at[0], 0, at[2]});
        return line.append('\n');
    }

    private CharSequence envRow(int frame) {
        line.setLength(0);
        line.append("1,env,").append(frame);
        numbers(TARGET);
        return line.append(",,,,,,,,\n");
    }

    private void step() {
        for (int agent = 0; agent < position.length; agent++) {
            steer(agent);
        }
        for (int agent = 0; agent < position.length; agent++) {
            double speed = Math.max(1e-9, distance(velocity[agent], new double[3]));
            for (int axis = 0; axis < 3; axis++) {
                velocity[agent][axis] *= Math.min(1, TOP_SPEED / speed);
                position[agent][axis] += velocity[agent][axis];
                boolean outside = position[agent][axis] < 1 || position[agent][axis] > BOX;
                if (outside) {
                    position[agent][axis] = Math.min(BOX, Math.max(1, position[agent][axis]));
                    velocity[agent][axis] = -velocity[agent][axis];
                }
            }
        }
    }

    /** Cohesion, alignment and separation with the neighbours in sight, and a pull towards the target. */
    private void steer(int agent) {
        double[] center = new double[3];
        double[] heading = new double[3];
        double[] away = new double[3];
        int neighbours = 0;
        for (int other = 0; other < position.length; other++) {
            double distance = distance(position[agent], position[other]);
            if (other != agent && distance < SIGHT) {
                neighbours++;
                for (int axis = 0; axis < 3; axis++) {
                    center[axis] += position[other][axis];
                    heading[axis] += velocity[other][axis];
                    away[axis] += distance < TOO_CLOSE ? position[agent][axis] - position[other][axis] : 0;
                }
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            double pull = 0.0005 * (TARGET[axis] - position[agent][axis]);
            if (neighbours > 0) {
                pull += 0.001 * (center[axis] / neighbours - position[agent][axis]);
                pull += 0.05 * (heading[axis] / neighbours - velocity[agent][axis]);
                pull += 0.02 * away[axis];
            }
            velocity[agent][axis] += pull;
        }
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            sum += (a[axis] - b[axis]) * (a[axis] - b[axis]);
        }
        return Math.sqrt(sum);
    }

    private void numbers(double[] values) {
        for (double value : values) {
            number(value);
        }
    }

    private void number(double value) {
        line.append(',').append(rounded(value));
    }

    private void list(double[] values) {
        line.append(",\"[");
        for (int i = 0; i < values.length; i++) {
            line.append(i == 0 ? "" : ", ").append(rounded(values[i]));
        }
        line.append("]\"");
    }

    private double rounded(double value) {
        if (decimals < 0) {
            return value;
        }
        double scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        return Math.rint(value * scale) / scale;
    }

    public static void main(String[] arguments) throws IOException {
        int frames = 100;
        int agents = 30;
        long seed = 1;
        int decimals = FULL_PRECISION;
        boolean env = true;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--frames" -> frames = Integer.parseInt(value);
                case "--agents" -> agents = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--decimals" -> decimals = Integer.parseInt(value);
                case "--env" -> env = Boolean.parseBoolean(value);
                default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
            }
        }
        Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.US_ASCII), 1 << 16);
        new FlockEpisode(agents, seed, decimals).write(out, frames, env);
        out.flush();
    }
}
