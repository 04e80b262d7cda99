using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Tests.Support;

/// <summary>Landmarks of no one: the canonical face with irises where eyes hold them that look ahead.</summary>
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
            var (outer, inner) = (points[eye.Upper[0]], points[eye.Upper[^1]]);
            foreach (var i in eye.Iris) points[i] = 0.5f * (outer + inner) - new Vector3(0, 0.06f * Vector3.Distance(outer, inner), 0);
        }

        return new FaceLandmarks(points);
    }
}
