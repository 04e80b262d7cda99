using System.Drawing;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

/// <summary>The 24 cases of draft-prototype/poses.py against its contact sheets: 6 columns of 200-pixel tiles with a border of 2.</summary>
public sealed class DraftSheetTests
{
    private const int Tile = 200, Border = 2, Columns = 6, Size = 512;

    private static readonly (string, float)[] Smile =
        [("mouthSmileLeft", 1), ("mouthSmileRight", 1), ("cheekSquintLeft", 0.6f), ("cheekSquintRight", 0.6f), ("eyeSquintLeft", 0.4f), ("eyeSquintRight", 0.4f)];

    private static readonly (float Yaw, float Pitch, float Roll, (string, float)[] Shapes)[] Cases =
    [
        (0, 0, 0, []), (0, 0, 0, []), (-25, 0, 0, []), (25, 0, 0, []), (0, -15, 0, []), (0, 15, 0, []), (0, 0, 12, []),
        (0, 0, 0, [("jawOpen", 0.4f)]), (0, 0, 0, [("jawOpen", 1)]), (0, 0, 0, [("eyeBlinkLeft", 0.5f), ("eyeBlinkRight", 0.5f)]),
        (0, 0, 0, [("eyeBlinkLeft", 1), ("eyeBlinkRight", 1)]), (0, 0, 0, Smile),
        (0, 0, 0, [.. Smile, ("jawOpen", 0.35f), ("mouthUpperUpLeft", 0.4f), ("mouthUpperUpRight", 0.4f)]), (0, 0, 0, [("mouthPucker", 1)]),
        (0, 0, 0, [("mouthFunnel", 1), ("jawOpen", 0.3f)]), (0, 0, 0, [("browInnerUp", 1), ("browOuterUpLeft", 0.6f), ("browOuterUpRight", 0.6f)]),
        (0, 0, 0, [("browDownLeft", 1), ("browDownRight", 1), ("noseSneerLeft", 0.5f), ("noseSneerRight", 0.5f)]),
        (0, 0, 0, [("eyeLookOutLeft", 1), ("eyeLookInRight", 1)]), (0, 0, 0, [("eyeLookUpLeft", 1), ("eyeLookUpRight", 1)]),
        (0, 0, 0, [("mouthFrownLeft", 1), ("mouthFrownRight", 1), ("browInnerUp", 0.6f)]), (20, -5, 5, [.. Smile, ("jawOpen", 0.5f)]),
        (-20, 5, -6, [("eyeBlinkRight", 1), ("mouthSmileLeft", 0.7f)]),
        (0, 8, 0, [("eyeWideLeft", 1), ("eyeWideRight", 1), ("jawOpen", 0.25f), ("browInnerUp", 0.8f)]), (0, 0, 0, [("mouthLeft", 1)]),
    ];

    [Theory]
    [InlineData("cg1")]
    [InlineData("chillout")]
    [InlineData("majicmix1")]
    public void Every_case_matches_its_tile_of_the_prototype(string name)
    {
        var (photo, landmarks, mask) = DraftPortraits.Fixture(name);
        using var _ = photo;
        using var sheet = FrameCodec.Decode(File.ReadAllBytes(Path.Combine(Fixtures.Folder!, "..", "reference", "draft-sheets", $"sheet-rig-{name}.png")));
        using var renderer = new DraftRenderer(photo, landmarks, mask, new DraftOptions { LongSide = Size });
        using var output = renderer.NewFrame();
        for (var i = 0; i < Cases.Length; i++)
        {
            var (yaw, pitch, roll, shapes) = Cases[i];
            var head = HeadMotion.Rest with { Rotation = new HeadAngles(yaw * MathF.PI / 180, pitch * MathF.PI / 180, roll * MathF.PI / 180).ToRotation() };
            renderer.Render(head, MotionFrame.Rest.With(shapes).Blendshapes, output);
            using var ours = AreaResize.Run(output, new Rectangle(0, 0, Size, Size), Tile, Tile);
            var place = new Rectangle(i % Columns * (Tile + 2 * Border) + Border, i / Columns * (Tile + 2 * Border) + Border, Tile, Tile);
            using var theirs = AreaResize.Run(sheet, place, Tile, Tile);
            var similarity = StructuralSimilarity.Mean(ours, theirs, (x, y) => x >= 120 || y >= 20);   // without the label
            Assert.True(similarity >= 0.9, $"{name}, case {i}: SSIM {similarity:0.000}");
        }
    }
}
