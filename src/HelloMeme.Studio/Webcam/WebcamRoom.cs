using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Webcam;

/// <summary>The places before the webcam: one for a visitor, so many in all, and as many pictures in work as the machine has cores for, in the order they come.
/// Who newly comes to a full room gets the place of whoever has sent nothing for longest.</summary>
public sealed class WebcamRoom(StudioFolders folders, IOptions<StudioOptions> options, TimeProvider time) : IAsyncDisposable
{
    /// <summary>After so long without a picture a place may be given to another.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    private const int CoresForOne = 4;

    private readonly Lock _door = new();
    private readonly Dictionary<string, WebcamSeat> _seats = [];   // by connection
    private readonly SemaphoreSlim _eyes = new(Math.Max(1, Environment.ProcessorCount / CoresForOne));

    private int Places => options.Value.Limits.WebcamVisitors;

    /// <summary>Another tab of the same visitor loses its place.</summary>
    /// <exception cref="UserFaultException">"webcam-full", or the face models cannot be used.</exception>
    public async Task<WebcamSeat> EnterAsync(string owner, string connection, CancellationToken token)
    {
        CheckPlace(owner);
        var tracker = await Task.Run(OpenTracker, token);
        var seat = new WebcamSeat(owner, tracker, _eyes, time);
        var left = new List<WebcamSeat>();
        lock (_door)
        {
            if (FreeFor(owner, left)) _seats[connection] = seat;
            else left.Add(seat);
        }

        foreach (var gone in left) await gone.DisposeAsync();
        if (token.IsCancellationRequested) await LeaveAsync(connection); // the line was cut meanwhile, and nobody will leave for it
        token.ThrowIfCancellationRequested();
        return left.Contains(seat) ? throw WebcamFaults.Full(Places) : seat;
    }

    /// <summary>Null: never entered, left, or given to another.</summary>
    public WebcamSeat? FindOrNull(string connection)
    {
        lock (_door) return _seats.GetValueOrDefault(connection);
    }

    public async Task LeaveAsync(string connection)
    {
        WebcamSeat? seat;
        lock (_door) _seats.Remove(connection, out seat);
        if (seat is not null) await seat.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _seats.Keys.ToArray()) await LeaveAsync(connection);
    }

    private FaceTracker OpenTracker() =>
        new(FaceModels.Open(folders.Npm, folders.Onnx, options.Value.Sessions with { Threads = Math.Min(CoresForOne, Environment.ProcessorCount) }));

    // Before networks are opened for nothing.
    private void CheckPlace(string owner)
    {
        lock (_door)
        {
            if (_seats.Count >= Places && Giving(owner) is null) throw WebcamFaults.Full(Places);
        }
    }

    private bool FreeFor(string owner, List<WebcamSeat> left)
    {
        foreach (var (connection, seat) in _seats.Where(s => s.Value.Owner == owner).ToArray())
        {
            _seats.Remove(connection);
            left.Add(seat);
        }

        if (_seats.Count < Places) return true;
        if (Giving(owner) is not { } idle) return false;
        _seats.Remove(idle, out var gone);
        left.Add(gone!);
        return true;
    }

    // Whose place this visitor would get in a full room.
    private string? Giving(string owner)
    {
        var idle = time.GetUtcNow() - Idle;
        return _seats.Where(s => s.Value.Owner == owner || s.Value.LastSeen < idle).OrderByDescending(s => s.Value.Owner == owner).ThenBy(s => s.Value.LastSeen).Select(s => s.Key).FirstOrDefault();
    }
}
