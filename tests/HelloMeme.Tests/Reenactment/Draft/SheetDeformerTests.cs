using System.Numerics;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.References;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

public sealed class SheetDeformerTests
{
    private static readonly HeadMesh Mesh = new(SyntheticFace.Landmarks(60, 120, 100, yaw: 0.2f, roll: -0.1f), FullMatte(), 1);

    [Theory]
    [InlineData(0.3f, 0, 0, 0, 0, 1)]
    [InlineData(-0.2f, 0.3f, 0.25f, 0.2f, -0.3f, 1.2f)]
    [InlineData(0, 0, -0.5f, 0, 0, 0.8f)]
    public void Every_vertex_moves_as_the_formulas_say(float yaw, float pitch, float roll, float x, float y, float scale)
    {
        var head = new HeadMotion(new HeadAngles(yaw, pitch, roll).ToRotation(), new Vector2(x, y), scale);
        var expression = new Vector3[FaceLandmarks.MeshCount];
        for (var i = 0; i < expression.Length; i++) expression[i] = new Vector3(i % 5, i % 3, i % 2);
        var displacement = new Vector3[HeadMesh.VertexCount];

        SheetDeformer.Run(Mesh, head, expression, displacement);

        for (var i = 0; i < displacement.Length; i++)
        {
            var own = i < FaceLandmarks.MeshCount ? expression[i] : Followed(i, expression);
            var expected = NaiveSheet.Move(Mesh, i, head, own) - Mesh.Positions[i];
            Assert.True(Vector3.Distance(expected, displacement[i]) < 2e-3f, $"vertex {i}: expected {expected}, found {displacement[i]}");
        }
    }

    [Fact]
    public void No_motion_is_exactly_none()
    {
        var displacement = new Vector3[HeadMesh.VertexCount];
        SheetDeformer.Run(Mesh, HeadMotion.Rest, new Vector3[FaceLandmarks.MeshCount], displacement);
        Assert.All(displacement, d => Assert.Equal(Vector3.Zero, d));
    }

    [Fact]
    public void Shapes_move_face_points_as_their_tables_say()
    {
        var motion = MotionFrame.Rest.With(("jawOpen", 0.5f), ("mouthSmileLeft", -0.2f), ("browInnerUp", 0.7f), ("mouthFunnel", 0.4f), ("noseSneerRight", 1));
        var displacement = new Vector3[FaceLandmarks.MeshCount];

        new FaceRig(Mesh).Displace(motion.Blendshapes, displacement);

        for (var i = 0; i < displacement.Length; i++) Assert.True(Vector3.Distance(NaiveSheet.Express(Mesh, i, motion), displacement[i]) < 1e-3f, $"point {i}");
    }

    [Fact]
    public void A_blink_closes_the_photos_own_gap_and_lips_never_cross()
    {
        var displacement = new Vector3[FaceLandmarks.MeshCount];
        var rig = new FaceRig(Mesh);
        rig.Displace(MotionFrame.Rest.With(("eyeBlinkLeft", 1)).Blendshapes, displacement);
        for (var k = 0; k < 9; k++)
        {
            int upper = FaceTopology.LeftEye.Upper[k], lower = FaceTopology.LeftEye.Lower[k];
            Assert.True(Vector3.Distance(Mesh.Positions[upper] + displacement[upper], Mesh.Positions[lower] + displacement[lower]) < 1e-3f);
        }

        rig.Displace(MotionFrame.Rest.With(("mouthShrugLower", 1), ("mouthRollUpper", 1), ("mouthPressLeft", 1), ("jawOpen", -0.5f)).Blendshapes, displacement);
        for (var k = 1; k < 10; k++)
        {
            int upper = FaceTopology.LipInnerUpper[k], lower = FaceTopology.LipInnerLower[k];
            var rest = Math.Min(0, Vector3.Dot(Mesh.Positions[lower] - Mesh.Positions[upper], Mesh.Down));
            var gap = Vector3.Dot(Mesh.Positions[lower] + displacement[lower] - Mesh.Positions[upper] - displacement[upper], Mesh.Down);
            Assert.True(gap >= rest - 1e-3f, $"pair {k}: {gap} under {rest}");
        }
    }

    private static Vector3 Followed(int vertex, Vector3[] expression)
    {
        var rim = HeadMesh.RimIndex(vertex);
        return Mesh.ExpressionShare[vertex] * (expression[HeadMesh.RimStart(rim)] + expression[HeadMesh.RimEnd(rim)]) / 2;
    }

    private static HelloMeme.Reenactment.Draft.Planes.PixelPlane FullMatte()
    {
        var matte = new HelloMeme.Reenactment.Draft.Planes.PixelPlane(240, 240);
        for (var y = 0; y < 240; y++)
        {
            for (var x = 0; x < 240; x++) matte[x, y] = (x - 120) * (x - 120) / 4900f + (y - 120) * (y - 120) / 8100f < 1 ? 1 : 0;
        }

        return matte;
    }
}
