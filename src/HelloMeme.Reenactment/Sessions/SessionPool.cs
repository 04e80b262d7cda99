using HelloMeme.Graph.Onnx;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>Keeps networks open between jobs as long as their weights fit a memory budget; over it, those idle longest are closed. A network that is
/// needed is opened even when it alone is larger than the budget.</summary>
public sealed class SessionPool(ModelStore store, long budgetBytes) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = []; // used longest ago first

    /// <summary>Bytes of weights that the open networks hold, shared ones once.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return BytesOf(_entries.Select(e => e.Session));
        }
    }

    /// <summary>Lends the network of this name, opened first where it is not open. The name tells network, checkpoint and shapes.</summary>
    /// <exception cref="UserFaultException">As <see cref="ModelStore.Open(string, OnnxModel, SessionMode, CancellationToken)"/>.</exception>
    public SessionLease Rent(string name, SessionMode mode, Func<OnnxModel> build, CancellationToken token)
    {
        lock (_gate)
        {
            var entry = _entries.Find(e => e.Name == name && e.Mode == mode);
            if (entry is null) entry = new Entry(name, mode, Open(name, mode, build, token));
            else _entries.Remove(entry);
            _entries.Add(entry);
            entry.Users++;
            CloseIdle(() => BytesOf(_entries.Select(e => e.Session)) <= budgetBytes);
            return new SessionLease(entry.Session, () => Return(entry));
        }
    }

    /// <summary>Closes all that is idle.</summary>
    public void Trim()
    {
        lock (_gate) CloseIdle(() => false);
    }

    /// <summary>Closes everything; nothing may be lent.</summary>
    public void Dispose() => Trim();

    private NetworkSession Open(string name, SessionMode mode, Func<OnnxModel> build, CancellationToken token)
    {
        var model = build();
        try
        {
            return store.Open(name, model, mode, token);
        }
        catch (UserFaultException fault) when (fault.Code == SessionFaults.OutOfMemoryCode && _entries.Exists(e => e.Users == 0))
        {
            CloseIdle(() => false);
            return store.Open(name, model, mode, token);
        }
    }

    private void Return(Entry entry)
    {
        lock (_gate)
        {
            entry.Users--;
            CloseIdle(() => BytesOf(_entries.Select(e => e.Session)) <= budgetBytes);
        }
    }

    private void CloseIdle(Func<bool> enough)
    {
        while (!enough() && _entries.Find(e => e.Users == 0) is { } idle)
        {
            _entries.Remove(idle);
            idle.Session.Dispose();
        }
    }

    /// <summary>On the CPU shared weights are one memory; elsewhere each session uploads its own.</summary>
    private long BytesOf(IEnumerable<NetworkSession> sessions)
    {
        var own = 0L;
        var shared = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var weights in sessions.Select(s => s.Weights!))
        {
            if (weights.Mode == SessionMode.Shared && store.Settings.Provider == ExecutionProvider.Cpu)
            {
                foreach (var (identity, bytes) in weights.Sizes) shared[identity] = bytes;
            }
            else
            {
                own += weights.Sizes.Sum(s => s.Bytes);
            }
        }

        return own + shared.Values.Sum();
    }

    private sealed record Entry(string Name, SessionMode Mode, NetworkSession Session)
    {
        public int Users { get; set; }
    }
}

/// <summary>A network on loan; disposing gives it back, open.</summary>
public sealed class SessionLease(NetworkSession session, Action giveBack) : IDisposable
{
    private bool _back;

    public NetworkSession Session => session;

    public void Dispose()
    {
        if (_back) return;
        _back = true;
        giveBack();
    }
}
