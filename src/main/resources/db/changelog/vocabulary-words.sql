-- The words of the seed as the labs' dashboards look for them, letter by letter. A row that still has the earlier words gets
-- them; what a lab has written stays.

UPDATE property_definitions
SET property_name = word.property_name, unit = word.unit
FROM (VALUES
    ('distance_to_target_center', 'Distance to target center', 'Distance to the centre of the target', 'scene units', 'Distance to Target Center', 'scene_units'),
    ('distance_to_target_mesh', 'Distance to target mesh', 'Distance to the nearest point of the target mesh', 'scene units', 'Distance to Target Mesh', 'scene_units'),
    ('distance_to_scene_mesh', 'Distance to scene mesh', 'Distance to the nearest point of the scene mesh', 'scene units', 'Distance to Scene Mesh', 'scene_units'),
    ('target_mesh_closest_x', 'Target mesh closest x', 'x of the nearest point of the target mesh', 'scene units', 'Target Mesh Closest Point X', 'scene_units'),
    ('target_mesh_closest_y', 'Target mesh closest y', 'y of the nearest point of the target mesh', 'scene units', 'Target Mesh Closest Point Y', 'scene_units'),
    ('target_mesh_closest_z', 'Target mesh closest z', 'z of the nearest point of the target mesh', 'scene units', 'Target Mesh Closest Point Z', 'scene_units'),
    ('scene_mesh_closest_x', 'Scene mesh closest x', 'x of the nearest point of the scene mesh', 'scene units', 'Scene Mesh Closest Point X', 'scene_units'),
    ('scene_mesh_closest_y', 'Scene mesh closest y', 'y of the nearest point of the scene mesh', 'scene units', 'Scene Mesh Closest Point Y', 'scene_units'),
    ('scene_mesh_closest_z', 'Scene mesh closest z', 'z of the nearest point of the scene mesh', 'scene units', 'Scene Mesh Closest Point Z', 'scene_units'),
    ('bbox_x1', 'Bbox x1', 'Left edge of the bounding box', 'pixels', 'Bounding Box X1', 'pixels'),
    ('bbox_y1', 'Bbox y1', 'Upper edge of the bounding box', 'pixels', 'Bounding Box Y1', 'pixels'),
    ('bbox_x2', 'Bbox x2', 'Right edge of the bounding box', 'pixels', 'Bounding Box X2', 'pixels'),
    ('bbox_y2', 'Bbox y2', 'Lower edge of the bounding box', 'pixels', 'Bounding Box Y2', 'pixels'),
    ('acceleration_x', 'Acceleration x', 'x component of the acceleration', NULL, 'Acceleration X', 'scene_units/frame^2'),
    ('acceleration_y', 'Acceleration y', 'y component of the acceleration', NULL, 'Acceleration Y', 'scene_units/frame^2'),
    ('acceleration_z', 'Acceleration z', 'z component of the acceleration', NULL, 'Acceleration Z', 'scene_units/frame^2'),
    ('speed', 'Speed', 'Magnitude of the velocity', NULL, 'Speed', 'scene_units/frame'),
    ('acceleration_magnitude', 'Acceleration magnitude', 'Magnitude of the acceleration', NULL, 'Acceleration Magnitude', 'scene_units/frame^2'),
    ('confidence', 'Confidence', 'Confidence of the detection', NULL, 'Detection Confidence', 'probability'),
    ('detection_class', 'Detection class', 'Class of the detection', NULL, 'Detection Class', 'label'),
    ('attn_weight_self', 'Attn weight self', 'Attention weight of self', NULL, 'Self Attention Weight', 'dimensionless'),
    ('attn_weight_boid', 'Attn weight boid', 'Attention weight of boid', NULL, 'Boid Attention Weight', 'dimensionless'),
    ('attn_weight_food', 'Attn weight food', 'Attention weight of food', NULL, 'Food Attention Weight', 'dimensionless'),
    ('distance_to_food', 'Distance to food', 'Distance to the food', NULL, 'Distance to Food', 'scene_units'),
    ('distance_to_food_actual', 'Distance to food actual', 'Actual distance to the food', NULL, 'Distance to Actual Food', 'scene_units'),
    ('distance_to_food_predicted', 'Distance to food predicted', 'Predicted distance to the food', NULL, 'Distance to Predicted Food', 'scene_units'),
    ('prediction_error', 'Prediction error', 'Error of the prediction', NULL, 'Position Prediction Error', 'scene_units'),
    ('loss', 'Loss', 'Loss of the model', NULL, 'Frame-Level MSE Loss', 'scene_units^2/frame^4')
) AS word (property_id, earlier_name, description, earlier_unit, property_name, unit)
WHERE property_definitions.property_id = word.property_id
  AND property_definitions.property_name = word.earlier_name
  AND property_definitions.description = word.description
  AND property_definitions.unit IS NOT DISTINCT FROM word.earlier_unit;

UPDATE categories
SET category_name = word.category_name
FROM (VALUES
    ('boids_3d', '3D boids', '3D Boids Simulations'),
    ('boids_2d', '2D boids', '2D Boids Simulations'),
    ('boids_2d_rollout', '2D boids rollout', '2D Boids GNN Rollout'),
    ('tracking_csv', 'Tracking CSV', 'Real-World Tracking')
) AS word (category_id, earlier_name, category_name)
WHERE categories.category_id = word.category_id AND categories.category_name = word.earlier_name;

UPDATE agent_types
SET type_name = word.type_name
FROM (VALUES
    ('agent', 'Agent', 'agent'),
    ('env', 'Environment', 'environment'),
    ('target', 'Target', 'target'),
    ('food', 'Food', 'food'),
    ('bird', 'Bird', 'bird'),
    ('rat', 'Rat', 'rat'),
    ('gerbil', 'Gerbil', 'gerbil')
) AS word (type_id, earlier_name, type_name)
WHERE agent_types.type_id = word.type_id AND agent_types.type_name = word.earlier_name;
