using System.Text;

namespace HelloMeme.Media;

/// <summary>Pieces of sounds one after the other as an ffmpeg graph: cut, at their speed, with silence between them. Each is counted in samples, so that none drifts.</summary>
internal static class SoundPieces
{
    private const int Rate = 48_000;
    private const string Format = "aformat=sample_fmts=fltp:channel_layouts=stereo";

    /// <summary>Inputs 1, 2 ... beside the film, and the graph whose output [sound] is as long as the film.</summary>
    /// <param name="pieces">In order, without overlap.</param>
    public static (IReadOnlyList<(string Arguments, string Path)> Inputs, string Graph) Of(IReadOnlyList<Soundtrack> pieces, double filmSeconds)
    {
        // 1. How many samples there are from each piece to the next; what begins after the film is left out
        var starts = pieces.Select(p => Samples(p.At)).Append(long.MaxValue).Select(s => Math.Min(s, Samples(filmSeconds))).ToArray();
        var heard = pieces.Select((piece, i) => (Piece: piece, Count: starts[i + 1] - starts[i])).Where(p => p.Count > 0).ToArray();

        // 2. Each file, as often as it is heard, and long enough: a filter that gets nothing loses count of time
        var files = heard.GroupBy(p => p.Piece.Path).Select(f => (f.First().Piece.Path, Count: f.Count(), End: f.Max(p => p.Piece.From + p.Count * p.Piece.Speed / Rate))).ToArray();
        var graph = new StringBuilder();
        for (var f = 0; f < files.Length; f++)
            graph.Append($"[{f + 1}:a:0]aresample={Rate}:async=1:first_pts=0,{Format},apad=whole_len={Samples(files[f].End)},asplit={files[f].Count}{Row($"f{f}n", files[f].Count)};");

        // 3. Silence, the pieces, one after the other
        graph.Append($"anullsrc=r={Rate}:cl=stereo,{Format},atrim=end_sample={starts[0]}[p0];");
        var used = new int[files.Length];
        for (var i = 0; i < heard.Length; i++)
        {
            var (piece, count) = heard[i];
            var file = Array.FindIndex(files, f => f.Path == piece.Path);
            graph.Append($"[f{file}n{used[file]++}]atrim=start={piece.From:0.######}{(piece.To is { } to ? $":end={to:0.######}" : "")},asetpts=PTS-STARTPTS{Tempo(piece.Speed)},apad=whole_len={count},atrim=end_sample={count}[p{i + 1}];");
        }

        graph.Append($"{Row("p", heard.Length + 1)}concat=n={heard.Length + 1}:v=0:a=1[sound]");
        return ([.. files.Select(f => (Ffmpeg.GuardedInput + " -vn", f.Path))], graph.ToString());
    }

    private static long Samples(double seconds) => (long)Math.Round(seconds * Rate);

    private static string Row(string name, int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"[{name}{i}]"));

    // One filter is good for half to twice the speed. It looks for likeness within a 24th of what it takes for a second, and speaks up to that much too early: told of
    // half the rate, it stays within a film's frame.
    private static string Tempo(double speed)
    {
        if (Math.Abs(speed - 1) < 1e-6) return "";
        var filters = Math.Max(1, (int)Math.Ceiling(Math.Abs(Math.Log2(speed)) - 1e-9));
        return $",asetrate={Rate / 2}{string.Concat(Enumerable.Repeat($",atempo={Math.Pow(speed, 1.0 / filters):0.########}", filters))},asetrate={Rate}";
    }
}
