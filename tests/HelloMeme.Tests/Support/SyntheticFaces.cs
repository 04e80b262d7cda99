using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Tests.Support;

/// <summary>Landmarks of no one: the canonical face with irises in the middle of its eyes.</summary>
public static class SyntheticFaces
{
    /// <summary>Outer eye distance and place of the eyes' middle in pixels.</summary>
    public static FaceLandmarks Canonical(float scale, float x, float y)
    {
        var pose = new HeadPose(scale, Quaternion.Identity, new Vector3(x, y, 0));
        var points = new Vector3[FaceLandmarks.Count];
        for (var i = 0; i < FaceLandmarks.MeshCount; i++) points[i] = pose.Apply(RigTables.Canonical[i]);
        foreach (var eye in (EyeTopology[])[FaceTopology.RightEye, FaceTopology.LeftEye])
        {
            var middle = 0.5f * (points[eye.Upper[0]] + points[eye.Upper[^1]]);
            foreach (var i in eye.Iris) points[i] = middle;
        }

        return new FaceLandmarks(points);
    }
}
