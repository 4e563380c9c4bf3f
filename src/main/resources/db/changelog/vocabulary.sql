-- The words that labs share, the same on every database. What a lab has written under one of these ids stays.

INSERT INTO categories (category_id, category_name) VALUES
    ('boids_3d', '3D boids'),
    ('boids_2d', '2D boids'),
    ('boids_2d_rollout', '2D boids rollout'),
    ('tracking_csv', 'Tracking CSV')
ON CONFLICT DO NOTHING;

INSERT INTO agent_types (type_id, type_name) VALUES
    ('agent', 'Agent'),
    ('env', 'Environment'),
    ('target', 'Target'),
    ('food', 'Food'),
    ('bird', 'Bird'),
    ('rat', 'Rat'),
    ('gerbil', 'Gerbil')
ON CONFLICT DO NOTHING;

INSERT INTO property_definitions (property_id, property_name, data_type, description, unit) VALUES
    ('distance_to_target_center', 'Distance to target center', 'float', 'Distance to the centre of the target', 'scene units'),
    ('distance_to_target_mesh', 'Distance to target mesh', 'float', 'Distance to the nearest point of the target mesh', 'scene units'),
    ('distance_to_scene_mesh', 'Distance to scene mesh', 'float', 'Distance to the nearest point of the scene mesh', 'scene units'),
    ('target_mesh_closest_x', 'Target mesh closest x', 'float', 'x of the nearest point of the target mesh', 'scene units'),
    ('target_mesh_closest_y', 'Target mesh closest y', 'float', 'y of the nearest point of the target mesh', 'scene units'),
    ('target_mesh_closest_z', 'Target mesh closest z', 'float', 'z of the nearest point of the target mesh', 'scene units'),
    ('scene_mesh_closest_x', 'Scene mesh closest x', 'float', 'x of the nearest point of the scene mesh', 'scene units'),
    ('scene_mesh_closest_y', 'Scene mesh closest y', 'float', 'y of the nearest point of the scene mesh', 'scene units'),
    ('scene_mesh_closest_z', 'Scene mesh closest z', 'float', 'z of the nearest point of the scene mesh', 'scene units'),
    ('bbox_x1', 'Bbox x1', 'float', 'Left edge of the bounding box', 'pixels'),
    ('bbox_y1', 'Bbox y1', 'float', 'Upper edge of the bounding box', 'pixels'),
    ('bbox_x2', 'Bbox x2', 'float', 'Right edge of the bounding box', 'pixels'),
    ('bbox_y2', 'Bbox y2', 'float', 'Lower edge of the bounding box', 'pixels'),
    ('acceleration_x', 'Acceleration x', 'float', 'x component of the acceleration', NULL),
    ('acceleration_y', 'Acceleration y', 'float', 'y component of the acceleration', NULL),
    ('acceleration_z', 'Acceleration z', 'float', 'z component of the acceleration', NULL),
    ('speed', 'Speed', 'float', 'Magnitude of the velocity', NULL),
    ('acceleration_magnitude', 'Acceleration magnitude', 'float', 'Magnitude of the acceleration', NULL),
    ('confidence', 'Confidence', 'float', 'Confidence of the detection', NULL),
    ('detection_class', 'Detection class', 'string', 'Class of the detection', NULL),
    ('attn_weight_self', 'Attn weight self', 'float', 'Attention weight of self', NULL),
    ('attn_weight_boid', 'Attn weight boid', 'float', 'Attention weight of boid', NULL),
    ('attn_weight_food', 'Attn weight food', 'float', 'Attention weight of food', NULL),
    ('distance_to_food', 'Distance to food', 'float', 'Distance to the food', NULL),
    ('distance_to_food_actual', 'Distance to food actual', 'float', 'Actual distance to the food', NULL),
    ('distance_to_food_predicted', 'Distance to food predicted', 'float', 'Predicted distance to the food', NULL),
    ('prediction_error', 'Prediction error', 'float', 'Error of the prediction', NULL),
    ('loss', 'Loss', 'float', 'Loss of the model', NULL)
ON CONFLICT DO NOTHING;
