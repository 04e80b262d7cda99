using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Benchmarks;

/// <summary>The drawn faces a response is measured on: the three characters and four variants of each, with other eyes, brows, mouths, noses and jaws,
/// turned by up to .2. The same every time.</summary>
internal static class ResponseFaces
{
    private const int Side = 640;
    private const int Variants = 4;

    public static IEnumerable<Frame> Draw()
    {
        foreach (var character in Cast.All)
        {
            yield return PortraitPainter.Paint(character, Side, character.Backdrop);
            for (var v = 0; v < Variants; v++) yield return PortraitPainter.Paint(Vary(character, new Random(100 * v + (int)character.Seed)), Side, character.Backdrop);
        }
    }

    private static Character Vary(Character who, Random random)
    {
        FaceEdit[] edits =
        [
            new(new(0.348f, -0.01f), 0.17f, new(1 + Within(0.12f), 1 + Within(0.25f))),                      // eye
            new(new(0.3f, -0.25f), 0.17f, new(1, 1), new(0, Within(0.04f), 0)),                              // brow
            new(new(0, 0.72f), 0.2f, new(1 + Within(0.15f), 1 + Within(0.15f)), new(0, Within(0.03f), 0)),   // mouth
            new(new(0, 0.40f), 0.17f, new(1 + Within(0.1f), 1 + Within(0.1f))),                              // nose
            new(new(0, 1.0f), 0.42f, new(1 + Within(0.08f), 1 + Within(0.08f))),                             // jaw
        ];
        var angles = new HeadAngles(who.Angles.Yaw + Within(0.2f), who.Angles.Pitch + Within(0.12f), who.Angles.Roll + Within(0.06f));
        return who with { Shape = [.. who.Shape, .. edits], Angles = angles };

        float Within(float reach) => (2 * random.NextSingle() - 1) * reach;
    }
}
