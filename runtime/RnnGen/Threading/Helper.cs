using RnnGen.Numerics;

namespace RnnGen.Threading;

/// <summary>One thread of the team. It looks out for work for a while, since the next call often follows soon, and then sleeps.</summary>
internal sealed unsafe class Helper
{
    /// <summary>How many threads are at work when this one is.</summary>
    private readonly int _threads;
    private readonly WaitPoint _given = new();
    private readonly WaitPoint _done = new();
    private delegate*<void*, Worker, void> _body;
    private void* _call;
    private Worker _worker;

    /// <summary>Starts the thread.</summary>
    /// <param name="threads">The smallest number of threads, the caller's among them, of which it is one.</param>
    public Helper(int threads)
    {
        _threads = threads;
        new Thread(Serve) { IsBackground = true, Name = "RnnGen" }.Start();
    }

    /// <summary>Gives it something to do; what it was given before is done.</summary>
    public void Start(delegate*<void*, Worker, void> body, void* call, Worker worker)
    {
        _body = body;
        _call = call;
        _worker = worker;
        _given.Advance();
    }

    /// <summary>Returns when it has done what it was given.</summary>
    public void Wait() => _done.WaitWhile(_given.Value - 1, _threads);

    private void Serve()
    {
        for (var calls = 0; ; calls++)
        {
            _given.WaitWhile(calls, _threads);
            _body(_call, _worker);
            _done.Advance();
        }
    }
}
