using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Finds faces: the quick short-range network first, the full-range one when that finds nothing, and in a big picture
/// full range again on overlapping tiles. Not for two threads at once.</summary>
public sealed class FaceDetector(FaceModels models) : IDisposable
{
    // A face of 96 pixels, the least we animate, is 18 of the full-range network's 192 in a tile of this side: still found with ease.
    private const int TileSide = 1024;

    // Faces wider than the tiles' overlap are a tenth of the picture or more, which the whole-picture pass sees.
    private const float TileStep = 0.7f;

    private readonly BlazeFace _shortRange = BlazeFace.ShortRange(models);
    private readonly BlazeFace _fullRange = BlazeFace.FullRange(models);

    /// <summary>In pixels of the frame, largest first; empty when there is no face.</summary>
    public IReadOnlyList<FaceDetection> Detect(Frame frame)
    {
        var side = Math.Max(frame.Width, frame.Height);
        var corner = new Vector2(frame.Width - side, frame.Height - side) / 2;

        // 1. Near faces
        var found = new List<FaceDetection>();
        _shortRange.Detect(frame, corner, side, found);

        // 2. Farther ones
        if (found.Count == 0) _fullRange.Detect(frame, corner, side, found);

        // 3. Small ones in a big picture
        if (found.Count == 0 && side > TileSide) DetectInTiles(frame, found);
        return DetectionMerge.Merge(found);
    }

    public void Dispose()
    {
        _shortRange.Dispose();
        _fullRange.Dispose();
    }

    private void DetectInTiles(Frame frame, List<FaceDetection> found)
    {
        var (columns, rows) = (Tiles(frame.Width), Tiles(frame.Height));
        for (var y = 0; y < rows; y++)
            for (var x = 0; x < columns; x++)
                _fullRange.Detect(frame, new Vector2(Start(x, columns, frame.Width), Start(y, rows, frame.Height)), TileSide, found);
    }

    private static int Tiles(int length) => 1 + (int)MathF.Ceiling(Math.Max(length - TileSide, 0) / (TileSide * TileStep));

    /// <summary>Tiles are spread evenly, the first and last at the edges; a picture narrower than a tile lies in its middle.</summary>
    private static float Start(int tile, int tiles, int length) => tiles == 1 ? (length - TileSide) / 2f : tile * (length - TileSide) / (tiles - 1f);
}
